package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Why Kafka did not take what it was to, and what to do. Immutable; any thread. */
final class KafkaDiagnosis {

  private static final int MAX_CAUSES = 10;
  private static final Pattern PROPERTY = Pattern.compile("for configuration ([\\w.]+)");

  private final KafkaSettings settings;

  KafkaDiagnosis(KafkaSettings settings) {
    this.settings = settings;
  }

  /** {@code problem} as one line; what it was caused by says more. */
  SinkException of(Throwable problem) {
    Throwable cause = problem;
    SinkException found = null;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      SinkException better = known(cause);
      found = better == null ? found : better;
      cause = cause.getCause();
    }
    return found == null ? unknown(problem) : found;
  }

  private SinkException unknown(Throwable problem) {
    Throwable root = problem;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    String text = root.getClass().getSimpleName() + ": " + root.getMessage();
    boolean isOfStore = root instanceof IOException || root instanceof GeneralSecurityException;
    return retry(
        isOfStore
            ? "a key or trust store cannot be read ("
                + text
                + "); check reflow.sink.kafka.ssl.truststore.* and reflow.sink.kafka.ssl.keystore.*"
            : text);
  }

  /** A class of Kafka's that the agent does not have. */
  SinkException missing(LinkageError error) {
    return fatal(
        "what the properties ask for is not part of the agent ("
            + error.getMessage()
            + "); reflow.sink.kafka.compression.type may be none, gzip or zstd, and"
            + " reflow.sink.kafka.sasl.mechanism PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or GSSAPI");
  }

  private @Nullable SinkException known(Throwable cause) {
    if (cause instanceof InterruptException) {
      return retry("interrupted while waiting for the brokers");
    }
    if (cause instanceof ConfigException wrong) {
      return configuration(wrong);
    }
    if (cause instanceof LinkageError error) {
      return missing(error);
    }
    SinkException refused = refused(cause);
    return refused == null ? unavailable(cause) : refused;
  }

  /** What the brokers do not let this user or this event do. */
  private @Nullable SinkException refused(Throwable cause) {
    if (cause instanceof TopicAuthorizationException) {
      return retry(
          "the user may not write to the topic; grant it WRITE and DESCRIBE on "
              + settings.topic());
    }
    if (cause instanceof ClusterAuthorizationException) {
      return retry(
          "the user may not write idempotently; grant it IDEMPOTENT_WRITE on the cluster or set"
              + " reflow.sink.kafka.enable.idempotence=false");
    }
    if (cause instanceof SslAuthenticationException || cause instanceof SSLException) {
      return retry(tls(String.valueOf(cause.getMessage())));
    }
    if (cause instanceof AuthenticationException) {
      return retry(
          "the user or its password is refused; check reflow.sink.kafka.sasl.jaas.config and"
              + " reflow.sink.kafka.sasl.mechanism");
    }
    if (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException) {
      return poison("it is larger than the brokers take: " + cause.getMessage());
    }
    if (cause instanceof InvalidRecordException || cause instanceof InvalidTimestampException) {
      return poison("the brokers call it invalid: " + cause.getMessage());
    }
    return null;
  }

  private static String tls(String message) {
    if (message.contains("PKIX") || message.contains("trustAnchors")) {
      return "the broker shows a certificate that is not trusted; put it, or who signed it, into"
          + " the store that reflow.sink.kafka.ssl.truststore.location names";
    }
    if (message.contains("subject alternative") || message.contains("No name matching")) {
      return "the broker shows a certificate for another host; use the host name that it names in"
          + " reflow.sink.kafka.bootstrap-servers and in the broker's advertised.listeners";
    }
    if (message.contains("Unsupported or unrecognized") || message.contains("plaintext")) {
      return "the broker speaks no TLS there; check reflow.sink.kafka.bootstrap-servers and"
          + " reflow.sink.kafka.security.protocol";
    }
    return "the TLS handshake failed ("
        + message
        + "); check reflow.sink.kafka.ssl.truststore.location and the host's name";
  }

  /** What is not there, for now or under this name. */
  private @Nullable SinkException unavailable(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return retry("there is no such topic; create it, or set reflow.sink.kafka.topic");
    }
    if (cause instanceof InvalidTopicException) {
      return fatal("that is no name of a topic; set reflow.sink.kafka.topic");
    }
    if (cause instanceof NotEnoughReplicasException) {
      return retry("too few replicas are in sync; check the brokers and min.insync.replicas");
    }
    if (cause instanceof TimeoutException) {
      return retry(
          "no answer in time; check reflow.sink.kafka.bootstrap-servers, firewalls, and whether"
              + " reflow.sink.kafka.security.protocol is the listener's");
    }
    return null;
  }

  /** The message holds the value, which may be a secret, so only the name is taken from it. */
  private SinkException configuration(ConfigException wrong) {
    String message = String.valueOf(wrong.getMessage());
    if (message.contains("No resolvable bootstrap")) {
      return retry("no such host; check reflow.sink.kafka.bootstrap-servers");
    }
    if (message.contains("bootstrap.servers")) {
      return fatal("that is no list of HOST:PORT; set reflow.sink.kafka.bootstrap-servers");
    }
    Matcher property = PROPERTY.matcher(message);
    if (property.find()) {
      String name = property.group(1);
      boolean isShown = !settings.secrets().contains(settings.properties().get(name));
      return fatal(
          "Kafka's producer refuses reflow.sink.kafka."
              + name
              + (isShown ? " (" + message + ")" : "; its value is not shown"));
    }
    return fatal("Kafka's producer refuses its properties (" + message + ")");
  }

  private SinkException retry(String text) {
    return SinkException.retry(line(text), null);
  }

  private SinkException fatal(String text) {
    return SinkException.fatal(line(text), null);
  }

  private SinkException poison(String text) {
    return SinkException.poison(scrubbed(text), null);
  }

  private String line(String text) {
    return settings + ": " + scrubbed(text);
  }

  /** Without causes, and without what the user calls secret, whoever has put it there. */
  private String scrubbed(String text) {
    String clean = text;
    for (String secret : settings.secrets()) {
      clean = secret.isEmpty() ? clean : clean.replace(secret, "****");
    }
    return clean;
  }
}
