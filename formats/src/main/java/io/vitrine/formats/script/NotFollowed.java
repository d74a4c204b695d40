package io.vitrine.formats.script;

/** A text cannot be followed, for what it does or for how it is written. */
final class NotFollowed extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotFollowed(String why) {
    super(why, null, false, false);
  }
}
