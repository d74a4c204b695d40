package io.vitrine.bench;

/** Says on standard error what goes on. */
final class Progress {
  private Progress() {}

  static void say(String what) {
    System.err.println("bench: " + what);
  }
}
