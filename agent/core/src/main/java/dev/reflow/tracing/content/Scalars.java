package dev.reflow.tracing.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Values that are one text, number or truth, and whose text is made by the JDK alone: a subclass of
 * the application's is none of them. Stateless; any thread.
 */
final class Scalars {

  /** A larger number would take too long to be written as digits. */
  private static final int MAX_BITS = 4_096;

  private static final int MAX_SCALE = 1_000;

  private Scalars() {}

  /** Writes {@code value} if it is a number or a truth; says whether it was. */
  static boolean write(JsonGenerator json, Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      json.writeNumber(((Number) value).intValue());
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double || value instanceof Float) {
      writeReal(json, (Number) value);
    } else {
      return writeOther(json, value);
    }
    return true;
  }

  private static boolean writeOther(JsonGenerator json, Object value) {
    if (value.getClass() == AtomicInteger.class || value.getClass() == AtomicLong.class) {
      json.writeNumber(((Number) value).longValue());
    } else if (value.getClass() == AtomicBoolean.class) {
      json.writeBoolean(((AtomicBoolean) value).get());
    } else if (isSmall(value)) {
      // BigDecimal's own text, for plain digits may be without end.
      json.writeNumber(value.toString());
    } else {
      return false;
    }
    return true;
  }

  private static void writeReal(JsonGenerator json, Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      json.writeString(value.toString());
    } else if (value instanceof Float) {
      json.writeNumber(value.floatValue());
    } else {
      json.writeNumber(value.doubleValue());
    }
  }

  private static boolean isSmall(Object value) {
    if (value.getClass() == BigInteger.class) {
      return ((BigInteger) value).bitLength() <= MAX_BITS;
    }
    return value.getClass() == BigDecimal.class
        && ((BigDecimal) value).unscaledValue().bitLength() <= MAX_BITS
        && Math.abs((long) ((BigDecimal) value).scale()) <= MAX_SCALE;
  }

  /** The text of {@code value} where it is one; null where it is something else. */
  static @Nullable String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Character || value instanceof UUID || value instanceof URI) {
      return value.toString();
    }
    if (value instanceof char[] text) {
      return new String(text);
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    return ofJdk(value);
  }

  private static @Nullable String ofJdk(Object value) {
    Class<?> type = value.getClass();
    if (type == Date.class) {
      return ((Date) value).toInstant().toString();
    }
    boolean isTime = value instanceof Temporal || value instanceof TemporalAmount;
    if (isTime && type.getPackageName().equals("java.time")) {
      return value.toString();
    }
    if (value instanceof Locale locale) {
      return locale.toLanguageTag();
    }
    if (value instanceof Currency currency) {
      return currency.getCurrencyCode();
    }
    return type == StringBuilder.class ? value.toString() : null;
  }
}
