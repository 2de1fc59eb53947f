package dev.reflow.tracing.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line each, which says what to do and holds no secret. */
class UnreachableDatabaseTest {

  @TempDir private Path directory;
  private PostgresDatabase database;

  @BeforeEach
  void makeDatabase() throws Exception {
    database = PostgresServer.shared().database();
  }

  @Test
  void shouldSayThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertRefused(
        "postgresql://me:s3cret@localhost:" + port + "/x",
        "postgresql://localhost:" + port + "/x cannot be reached; start the server or check");
  }

  @Test
  void shouldSayThatTheHostIsNotKnown() {
    assertRefused(
        "postgres://me:s3cret@no-such-host.invalid/x?sslpassword=s3cret",
        "postgresql://no-such-host.invalid/x: no such host; check reflow.sink.postgres.url");
  }

  @Test
  void shouldSayThatNobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      String place = "localhost:" + silent.getLocalPort() + "/x";
      assertRefused(
          "postgresql://me:s3cret@" + place + "?loginTimeout=0&socketTimeout=1",
          "postgresql://" + place + " does not answer; is it overloaded? check");
    }
  }

  @Test
  void shouldSayThatThePasswordIsWrong() {
    assertRefused(
        database.urlWithUser().replace(database.password(), "s3cret"),
        place() + " lets this user not in (password authentication failed for user");
  }

  @Test
  void shouldSayThatAPasswordIsMissing() {
    assertRefused(
        database.url() + "?user=" + database.user(),
        place() + " wants to know who comes (The server requested SCRAM-based authentication");
  }

  @Test
  void shouldTakeUserAndPasswordFromTheirOwnSettings() throws Exception {
    Path file = directory.resolve("password");
    try (PostgresSink sink = sink(database.url(), new Credentials(database.user(), file))) {
      assertThatThrownBy(sink::open)
          .hasMessage(
              "the password file %s cannot be read; check reflow.sink.postgres.password-file",
              file);
      Files.writeString(file, database.password() + "\n");
      sink.open();
    }
    assertThat(new Credentials("me", file)).hasToString("Credentials");
  }

  @Test
  void shouldSayThatTheDatabaseIsMissing() {
    assertRefused(
        database.urlWithUser() + "_missing",
        place() + "_missing: database \"" + database.name() + "_missing\" does not exist; create");
  }

  @Test
  void shouldSayThatTheSchemaIsMissing() {
    assertRefused(
        database.urlWithUser() + "?currentSchema=missing",
        place() + ": no schema has been selected to create in; create it or check currentSchema");
  }

  @Test
  void shouldSayThatTheUserMayNotMakeTheTable() throws Exception {
    database.executeAsAdmin("ALTER DATABASE " + database.name() + " OWNER TO reflow_admin");
    database.executeAsAdmin("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    assertRefused(database.urlWithUser(), place() + ": permission denied for schema public; grant");
  }

  @Test
  void shouldSayThatTheUserMayNotWriteToTheTable() throws Exception {
    try (PostgresSink sink = sink(database.urlWithUser(), new Credentials(null, null))) {
      sink.open();
    }
    database.executeAsAdmin("ALTER TABLE data_flow_events OWNER TO reflow_admin");
    assertRefused(
        database.urlWithUser(),
        place() + ": permission denied for table data_flow_events; grant it to the user of");
    database.executeAsAdmin("GRANT INSERT ON data_flow_events TO " + database.user());
    try (PostgresSink sink = sink(database.urlWithUser(), new Credentials(null, null))) {
      sink.open();
    }
  }

  @Test
  void shouldSayThatItIsAReplica() throws Exception {
    database.executeAsAdmin(
        "ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
    assertRefused(
        database.urlWithUser(),
        place() + ": cannot execute CREATE TABLE in a read-only transaction; name the primary");
  }

  @Test
  void shouldSayThatThereIsNoTls() {
    assertRefused(
        database.urlWithUser() + "?sslmode=require",
        place() + ": The server does not support SSL.; check sslmode in reflow.sink.postgres.url");
  }

  @Test
  void shouldSayThatNoUrlIsSet() {
    try (PostgresSink sink = sink("postgresql://me:a@b@host/db", new Credentials(null, null))) {
      assertThatThrownBy(sink::open)
          .hasMessageStartingWith(
              "reflow.sink.postgres.url is missing or no address; set it to postgresql://HOST/")
          .extracting(e -> ((SinkException) e).kind())
          .isEqualTo(SinkException.Kind.FATAL);
    }
  }

  private String place() {
    return "postgresql://localhost:" + database.server().port() + "/" + database.name();
  }

  private void assertRefused(String url, String start) {
    try (PostgresSink sink = sink(url, new Credentials(null, null))) {
      assertThatThrownBy(sink::open)
          .hasMessageStartingWith(start)
          .hasMessageNotContaining("s3cret")
          .hasMessageNotContaining(database.password())
          .extracting(e -> ((SinkException) e).kind())
          .isEqualTo(SinkException.Kind.RETRY);
      assertThat(sink.target()).doesNotContain("s3cret").doesNotContain("@");
    }
  }

  private static PostgresSink sink(@Nullable String url, Credentials credentials) {
    return new PostgresSink(
        PostgresUrl.parse(Objects.requireNonNull(url)),
        credentials,
        Partitioning.NONE,
        Duration.ofSeconds(10));
  }
}
