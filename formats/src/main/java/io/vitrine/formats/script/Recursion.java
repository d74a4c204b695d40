package io.vitrine.formats.script;

/** A method or function calls itself, which TorchScript does not have: the archive is refused. */
final class Recursion extends RuntimeException {
  private static final long serialVersionUID = 1;

  Recursion(String message) {
    super(message, null, false, false);
  }
}
