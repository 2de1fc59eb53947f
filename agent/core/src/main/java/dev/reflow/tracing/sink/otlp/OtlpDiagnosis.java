package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.HttpAnswer;
import dev.reflow.tracing.sink.wire.NotHttpException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a receiver did not take a request, and what to do. Immutable; any thread. */
final class OtlpDiagnosis {

  private static final int MAX_CAUSES = 10;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final String ENDPOINT = "check reflow.sink.otlp.endpoint";

  private final String target;
  private final Collection<String> secrets;

  /** {@code secrets}: what is not to be shown, whoever says it. */
  OtlpDiagnosis(String target, Collection<String> secrets) {
    this.target = target;
    this.secrets = secrets;
  }

  /** No answer. */
  SinkException unreachable(Throwable problem) {
    Throwable cause = problem;
    Throwable root = problem;
    String line = null;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      String found = line(cause);
      line = found == null ? line : found;
      root = cause;
      // What a time-out comes from says less than that it is one.
      cause = isTimeout(cause) ? null : cause.getCause();
    }
    return retry(line == null ? "the connection broke (" + root.getMessage() + ")" : line);
  }

  private @Nullable String line(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "no such host; " + ENDPOINT;
    }
    if (cause instanceof NotHttpException) {
      String tls = target.startsWith("http:") ? ", and whether it wants https://" : "";
      return cause.getMessage() + "; " + ENDPOINT + tls;
    }
    if (cause instanceof SSLException) {
      return tls(String.valueOf(cause.getMessage()));
    }
    if (isTimeout(cause)) {
      String tls = target.startsWith("https:") ? ", whether it speaks TLS" : "";
      return "no answer in time; " + ENDPOINT + tls + " and firewalls";
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return "it cannot be reached; start the receiver or set reflow.sink.otlp.endpoint";
    }
    return null;
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException || cause instanceof SocketTimeoutException;
  }

  private static String tls(String message) {
    if (message.contains("PKIX") || message.contains("trustAnchors")) {
      return "its certificate is not one that this JVM trusts; import it into a trust store and"
          + " name that with -Djavax.net.ssl.trustStore";
    }
    if (message.contains("subject alternative") || message.contains("No name matching")) {
      return "its certificate is for another host; use the host name that it names";
    }
    if (message.contains("Unsupported or unrecognized") || message.contains("plaintext")) {
      return "it speaks no TLS; use http:// in reflow.sink.otlp.endpoint";
    }
    return "the TLS handshake failed (" + message + ")";
  }

  /** An answer that is not 200. */
  SinkException refused(HttpAnswer answer) {
    int status = answer.status();
    String reason = reason(answer.body());
    return switch (status) {
      case 401, 403 ->
          retry(
              "it lets nobody in with these headers (HTTP %d); %s"
                  .formatted(status, "check reflow.sink.otlp.headers"));
      case 400, 413, 422 -> poison("the receiver rejects it (HTTP %d)%s".formatted(status, reason));
      case 404, 405, 415 ->
          retry("it takes no OTLP in protobuf there (HTTP %d); %s".formatted(status, ENDPOINT));
      case 429, 502, 503, 504 ->
          SinkException.retryAfter(
              line("it is overloaded or away (HTTP %d)%s".formatted(status, reason)), wait(answer));
      default -> retry("it answers HTTP %d%s; %s".formatted(status, reason, ENDPOINT));
    };
  }

  private static Duration wait(HttpAnswer answer) {
    String text = answer.head().field("retry-after");
    Duration asked = Duration.ZERO;
    try {
      asked = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text);
    } catch (DateTimeParseException e) {
      // It is neither, so it says nothing.
    }
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static Duration until(String date) {
    if (date.isEmpty()) {
      return Duration.ZERO;
    }
    ZonedDateTime then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
    Duration left = Duration.between(Instant.now(), then);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static String reason(byte[] body) {
    String text = Answer.status(body);
    return text.isEmpty() ? "" : ": " + text;
  }

  /** The receiver took the request but for some of its spans. */
  SinkException rejected(long spans, String reason) {
    return poison(
        "the receiver rejects it"
            + (reason.isEmpty() ? "" : ": " + reason)
            + " (rejected spans: "
            + spans
            + ")");
  }

  private SinkException retry(String text) {
    return SinkException.retry(line(text), null);
  }

  private SinkException poison(String text) {
    return SinkException.poison(scrubbed(text), null);
  }

  private String line(String text) {
    return target + ": " + scrubbed(text);
  }

  String scrubbed(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = secret.isEmpty() ? clean : clean.replace(secret, "****");
    }
    return clean;
  }
}
