package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.FactHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes attributes, {@code KeyValue} messages of OpenTelemetry's {@code common.proto}. As the
 * taker of a fact it writes the value under the key that was set before. Not thread-safe.
 */
final class Attributes implements FactHandler {

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING_VALUE = 1;
  private static final int BOOL_VALUE = 2;
  private static final int INT_VALUE = 3;
  private static final int DOUBLE_VALUE = 4;

  private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);

  private final ProtoBuffer out;
  private final int field;
  private final ProtoBuffer value = new ProtoBuffer();
  private final byte[] digits = new byte[20];
  private byte[] key = {};
  private boolean areTexts;

  /** Appends to {@code out}, whose field {@code field} the attributes are. */
  Attributes(ProtoBuffer out, int field) {
    this.out = out;
    this.field = field;
  }

  /** The bytes of the field {@code KeyValue.key}. */
  static byte[] key(String name) {
    ProtoBuffer key = new ProtoBuffer();
    key.putText(KEY, name);
    return key.toBytes();
  }

  /** A whole attribute as field {@code field}, ready to be put. */
  static byte[] prepared(int field, String name, String text) {
    ProtoBuffer prepared = new ProtoBuffer();
    new Attributes(prepared, field).put(key(name), text);
    return prepared.toBytes();
  }

  /** The next fact's key. */
  Attributes under(byte[] preparedKey) {
    key = preparedKey;
    areTexts = false;
    return this;
  }

  /** The next fact's key, and that its value is written as text, whatever it is. */
  Attributes textUnder(byte[] preparedKey) {
    key = preparedKey;
    areTexts = true;
    return this;
  }

  void put(byte[] preparedKey, String text) {
    key = preparedKey;
    value.clear();
    value.putText(STRING_VALUE, text);
    end();
  }

  void put(byte[] preparedKey, long number) {
    under(preparedKey).onLong(number);
  }

  void put(byte[] preparedKey, double number) {
    under(preparedKey).onDouble(number);
  }

  void put(byte[] preparedKey, boolean truth) {
    under(preparedKey).onBoolean(truth);
  }

  @Override
  public void onText(ByteBuffer page, int at, int length, boolean isCut) {
    value.clear();
    value.putLength(STRING_VALUE, length + (isCut ? ELLIPSIS.length : 0));
    value.putFrom(page, at, length);
    if (isCut) {
      value.put(ELLIPSIS);
    }
    end();
  }

  @Override
  public void onLong(long number) {
    value.clear();
    if (areTexts) {
      putDigits(number);
    } else {
      value.putVarint(INT_VALUE, number);
    }
    end();
  }

  private void putDigits(long number) {
    if (number < 0) {
      value.putText(STRING_VALUE, Long.toString(number));
      return;
    }
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    value.putBytes(STRING_VALUE, digits, at, digits.length - at);
  }

  @Override
  public void onDouble(double number) {
    value.clear();
    if (areTexts) {
      value.putText(STRING_VALUE, Double.toString(number));
    } else {
      value.putDouble(DOUBLE_VALUE, number);
    }
    end();
  }

  @Override
  public void onBoolean(boolean truth) {
    value.clear();
    if (areTexts) {
      value.putText(STRING_VALUE, Boolean.toString(truth));
    } else {
      value.putVarint(BOOL_VALUE, truth ? 1 : 0);
    }
    end();
  }

  @Override
  public void onUuid(long high, long low) {
    value.clear();
    value.putText(STRING_VALUE, new UUID(high, low).toString());
    end();
  }

  private void end() {
    int size = value.size();
    out.putLength(field, key.length + 1 + ProtoBuffer.sizeOf(size) + size);
    out.put(key);
    out.putMessage(VALUE, value);
  }
}
