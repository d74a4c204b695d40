package io.vitrine.bench.measure;

/** Says on standard error what goes on. */
public final class Progress {
  private Progress() {}

  public static void say(String what) {
    System.err.println("bench: " + what);
  }
}
