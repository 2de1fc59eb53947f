package dev.reflow.tracing.sink.postgres;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of this machine's packages, in a directory of its own. It ends with the JVM,
 * however that ends. Any thread.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String ADMIN = "reflow_admin";
  private static final String PASSWORD = "adm1n-s3cret";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path directory;
  private final Path binaries;
  private final int port;
  private Process process;

  private PostgresServer(Path directory, Path binaries, int port) throws IOException {
    this.directory = directory;
    this.binaries = binaries;
    this.port = port;
    this.process = launch();
  }

  /** The one that this JVM's tests share, each with a database of its own. */
  public static synchronized PostgresServer shared() throws IOException, InterruptedException {
    PostgresServer server = shared;
    if (server == null) {
      server = shared = start();
    }
    return server;
  }

  /** One more, to be killed and started again. */
  public static PostgresServer start() throws IOException, InterruptedException {
    Path binaries = binaries();
    Path directory = Files.createTempDirectory("reflow-postgres-");
    Path passwordFile = Files.writeString(directory.resolve("password"), PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", directory.toString()));
    }
    run(
        asUser(
            binaries.resolve("initdb").toString(),
            "--pgdata=" + directory.resolve("data"),
            "--username=" + ADMIN,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
    PostgresServer server = new PostgresServer(directory, binaries, freePort());
    server.awaitReady();
    return server;
  }

  /** A database of its own, with a user who owns it. */
  public PostgresDatabase database() throws SQLException {
    String name = "reflow_" + NAMES.incrementAndGet();
    try (Connection admin = admin("postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'us3r-s3cret'");
      statement.execute("CREATE DATABASE " + name + " OWNER " + name);
    }
    return new PostgresDatabase(this, name, name, "us3r-s3cret");
  }

  /** A connection of the administrator's. */
  Connection admin(String database) throws SQLException {
    return PostgresDatabase.connect(
        "jdbc:postgresql://localhost:" + port + "/" + database, ADMIN, PASSWORD);
  }

  public int port() {
    return port;
  }

  /** Ends all of it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    // The shell first: it would clean up after the others.
    List<ProcessHandle> inside = process.descendants().toList();
    process.destroyForcibly().waitFor();
    inside.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> inside.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Starts it again after {@link #kill}. */
  public void restart() throws IOException {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() throws IOException {
    // The end of its input: see launch.
    process.getOutputStream().close();
    process.onExit().join();
  }

  /** A shell around the server that ends it, and deletes it, when this JVM is gone. */
  private Process launch() throws IOException {
    String server =
        "\"$@\" >> \"$0/log\" 2>&1 & server=$!; cat > /dev/null; kill -QUIT $server; wait; rm -rf"
            + " \"$0\"";
    List<String> command = new ArrayList<>(List.of("sh", "-c", server, directory.toString()));
    command.addAll(
        asUser(
            binaries.resolve("postgres").toString(),
            "-D",
            directory.resolve("data").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=localhost",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=40"));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private void awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              admin("postgres").close();
              return true;
            });
  }

  /** PostgreSQL does not run as root. */
  private static List<String> asUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  /** Where Debian has them, or the path. */
  private static Path binaries() throws IOException {
    Path newest = null;
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(debian)) {
        for (Path version : versions) {
          Path bin = version.resolve("bin");
          if (Files.isExecutable(bin.resolve("initdb"))
              && (newest == null || bin.compareTo(newest) > 0)) {
            newest = bin;
          }
        }
      }
    }
    if (newest == null) {
      String reason = "no PostgreSQL under " + debian + ": install the package postgresql";
      return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
    }
    return newest;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
