package io.vitrine.bench.probe;

/** The least that a JVM can do: what a start is measured by. */
public final class HelloWorld {
  private HelloWorld() {}

  public static void main(String[] args) {
    System.out.println("Hello, world!");
  }
}
