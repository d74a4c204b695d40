package io.vitrine.train;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the newest checkpoint of a run, so that a failed write never destroys the last good one.
 */
public interface CheckpointStore {
  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public void save(Checkpoint checkpoint) {}

        @Override
        public Optional<Checkpoint> newest() {
          return Optional.empty();
        }
      };

  void save(Checkpoint checkpoint) throws IOException;

  Optional<Checkpoint> newest() throws IOException;
}
