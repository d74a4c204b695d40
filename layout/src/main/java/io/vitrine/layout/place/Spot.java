package io.vitrine.layout.place;

/** A place: across and along the flow, in pixels. */
public record Spot(double across, double along) {
  public Spot plus(double moreAcross, double moreAlong) {
    return new Spot(across + moreAcross, along + moreAlong);
  }
}
