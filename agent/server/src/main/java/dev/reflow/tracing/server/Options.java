package dev.reflow.tracing.server;

import dev.reflow.tracing.server.kafka.KafkaAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says. Filled by picocli, then only read. */
final class Options {

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen. Other than this machine's own names it needs --token-file, and"
              + " --tls-keystore or --insecure. Default: ${DEFAULT-VALUE}.")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Default: ${DEFAULT-VALUE}. 0 takes a free one.")
  int port;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "duckdb:reflow-data",
      description =
          "duckdb:DIRECTORY, or postgres://USER@HOST/DATABASE. Default: ${DEFAULT-VALUE}.")
  String store = "duckdb:reflow-data";

  @Option(
      names = "--store-password-file",
      paramLabel = "FILE",
      description = "Holds the database's password.")
  @Nullable Path storePasswordFile;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description =
          "kafka:SERVERS/TOPIC: also stores what agents write there. Several servers share the"
              + " work as one consumer group.")
  @Nullable String from;

  @Option(
      names = "--from-properties",
      paramLabel = "FILE",
      description = "Further properties of Kafka's consumer, such as for SASL and TLS.")
  @Nullable Path fromProperties;

  @Option(
      names = "--retain",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description = "Deletes what is older: 12h, 7d. Default: nothing is deleted.")
  @Nullable Duration retain;

  @Option(
      names = "--query-limit",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = SpanConverter.class,
      description = "How long a question to the store may take. Default: ${DEFAULT-VALUE}.")
  Duration queryLimit = Duration.ofSeconds(10);

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "4000",
      description = "WebSockets at once; who comes then is turned away. Default: ${DEFAULT-VALUE}.")
  int maxConnections = 4_000;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token that clients must bring.")
  @Nullable Path tokenFile;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Key and certificate for TLS, as PKCS#12 or JKS.")
  @Nullable Path tlsKeystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "Holds the keystore's password.")
  @Nullable Path tlsPasswordFile;

  @Option(
      names = "--insecure",
      description = "Other machines may reach the server without TLS: the token goes in the open.")
  boolean insecure;

  /** Refuses what would let anybody in. */
  void requireSafe() throws ServerException {
    if (port < 0 || port > 65_535) {
      throw ServerException.usage("--port is a whole number from 0 to 65535");
    }
    if (maxConnections < 1) {
      throw ServerException.usage("--max-connections is a whole number from 1");
    }
    if (tlsKeystore != null && !Files.isReadable(tlsKeystore)) {
      throw ServerException.usage("--tls-keystore " + tlsKeystore + " cannot be read");
    }
    if (isLoopback()) {
      return;
    }
    if (tokenFile == null) {
      throw ServerException.usage(
          "--host " + host + " lets other machines in, so --token-file is needed");
    }
    if (tlsKeystore == null && !insecure) {
      throw ServerException.usage(
          "--host " + host + " needs --tls-keystore, or --insecure where the network is trusted");
    }
  }

  private boolean isLoopback() throws ServerException {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw ServerException.usage("--host " + host + " is no address of this machine");
    }
  }

  /** Where events come from beside clients; null for nowhere. */
  @Nullable KafkaAddress source() throws ServerException {
    if (from == null) {
      return null;
    }
    KafkaAddress address = KafkaAddress.parse(from);
    if (address == null) {
      throw ServerException.usage(
          "--from is kafka:HOST:PORT,HOST:PORT/TOPIC, not \"" + from + "\"");
    }
    try {
      return fromProperties == null ? address : address.with(fromProperties);
    } catch (IOException e) {
      throw ServerException.usage("--from-properties " + fromProperties + " cannot be read");
    }
  }

  @Nullable String token() throws ServerException {
    return secret("--token-file", tokenFile);
  }

  @Nullable String tlsPassword() throws ServerException {
    return secret("--tls-password-file", tlsPasswordFile);
  }

  @Nullable String storePassword() throws ServerException {
    return secret("--store-password-file", storePasswordFile);
  }

  private static @Nullable String secret(String option, @Nullable Path file)
      throws ServerException {
    if (file == null) {
      return null;
    }
    try {
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw ServerException.usage(option + " " + file + " is empty");
      }
      return secret;
    } catch (IOException e) {
      throw ServerException.usage(option + " " + file + " cannot be read");
    }
  }
}
