package dev.reflow.tracing.event;

import java.nio.ByteBuffer;

/** Takes the value of one fact, without an object made of it. Called on the reader's thread. */
public interface FactHandler {

  /**
   * Takes a text.
   *
   * @param page holds it as UTF-8 from {@code at} on, during this call
   * @param isCut whether the text went on
   */
  void onText(ByteBuffer page, int at, int length, boolean isCut);

  void onLong(long value);

  void onDouble(double value);

  void onBoolean(boolean value);

  void onUuid(long high, long low);
}
