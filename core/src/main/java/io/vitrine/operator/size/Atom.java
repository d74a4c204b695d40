package io.vitrine.operator.size;

/** What a size is made of that is no sum or product of others. Each is a whole number. */
sealed interface Atom {
  /** A size of 0 or more that a file names. */
  record Name(String text) implements Atom {
    @Override
    public String toString() {
      return text;
    }
  }

  /** {@code floor(over / under)}. */
  record Floor(Size over, Size under) implements Atom {
    @Override
    public String toString() {
      return SizeText.quotient(over, under);
    }
  }

  /** The smaller of a number and a size that has no number of its own to add. */
  record Least(long number, Size size) implements Atom {
    @Override
    public String toString() {
      return "min(" + number + ", " + size + ")";
    }
  }
}
