package dev.reflow.tracing.sink.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of an HTTP/1 answer. Immutable.
 *
 * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param status 200, say
 * @param fields by their names in lower case; what comes twice is joined by a comma
 */
public record HttpHead(String version, int status, Map<String, String> fields) {

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_LINES = 256;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int VERSION_LENGTH = 8;
  private static final int STATUS_END = 12;

  /** Reads the next head that is no interim answer, and nothing behind it. */
  public static HttpHead read(WireInput in) throws IOException {
    HttpHead head = readOne(in);
    while (head.status < FIRST_FINAL_STATUS && head.status != SWITCHING_PROTOCOLS) {
      head = readOne(in);
    }
    return head;
  }

  private static HttpHead readOne(WireInput in) throws IOException {
    String start = line(in);
    if (!start.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new NotHttpException("it speaks no HTTP");
    }
    String version = start.substring(0, VERSION_LENGTH);
    int status = Integer.parseInt(start.substring(VERSION_LENGTH + 1, STATUS_END));
    Map<String, String> fields = new TreeMap<>();
    for (int i = 0; i < MOST_LINES; i++) {
      String line = line(in);
      if (line.isEmpty()) {
        return new HttpHead(version, status, fields);
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
      }
    }
    throw new NotHttpException("its answer's head has no end");
  }

  /** Reads a line, without its end. */
  static String line(WireInput in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      int one = in.read();
      if (one < 0) {
        throw new NotHttpException(
            line.isEmpty() ? "it hangs up before it has answered" : "it speaks no HTTP");
      }
      if (one == '\n') {
        return line.toString();
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    throw new NotHttpException("its answer's head has no end");
  }

  /** The value of a field, empty where there is none; {@code name} in lower case. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Whether a field has {@code token}, in lower case, among the values that it lists. */
  public boolean lists(String name, String token) {
    for (String value : field(name).split(",", -1)) {
      if (value.strip().toLowerCase(Locale.ROOT).equals(token)) {
        return true;
      }
    }
    return false;
  }

  /** The bytes of a head that is to be sent: ISO 8859-1, as HTTP has it. */
  public static byte[] bytes(String head) {
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }
}
