package dev.reflow.tracing.queue;

import java.util.Arrays;

/** How far a reader of one run has come, in each of its stripes. Immutable. */
public final class Position {

  /** More stripes no queue has. */
  public static final int MAX_STRIPES = 128;

  /** Before the first event. */
  public static final Position BEGINNING = new Position(new Place[0]);

  /**
   * A place in one stripe. Immutable.
   *
   * @param segment the file's number, from 0 on
   * @param pageAt bytes from the file's beginning to the page's header
   * @param offset bytes from the page's first record to the next one to read
   */
  record Place(long segment, long pageAt, int offset) {
    static final Place BEGINNING = new Place(0, 0, 0);
  }

  private final Place[] places;

  Position(Place[] places) {
    this.places = places.clone();
  }

  /** How many stripes the position knows; in others it stands at the beginning. */
  int stripes() {
    return places.length;
  }

  Place in(int stripe) {
    return stripe < places.length ? places[stripe] : Place.BEGINNING;
  }

  /** The same, but in {@code stripe} not before the beginning of the file of {@code segment}. */
  Position notBefore(int stripe, long segment) {
    if (in(stripe).segment >= segment) {
      return this;
    }
    Place[] moved = Arrays.copyOf(places, Math.max(places.length, stripe + 1));
    for (int i = places.length; i < moved.length; i++) {
      moved[i] = Place.BEGINNING;
    }
    moved[stripe] = new Place(segment, 0, 0);
    return new Position(moved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position position && Arrays.equals(places, position.places);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(places);
  }

  /** Segment, page and offset of each stripe, for a log line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      text.append(text.isEmpty() ? "" : " ").append(place.segment).append(':');
      text.append(place.pageAt).append('+').append(place.offset);
    }
    return text.toString();
  }
}
