package io.vitrine.insight.rule;

import java.util.List;
import java.util.Optional;

/**
 * Judges one thing about a view's facts.
 *
 * @param <F> the facts it reads
 */
public interface Rule<F> {
  /** Everything that it may say, all of one {@link Message#rule()}. */
  List<Message> messages();

  /** What it finds; empty where it has nothing to say of these facts. */
  Optional<Finding> apply(F facts);
}
