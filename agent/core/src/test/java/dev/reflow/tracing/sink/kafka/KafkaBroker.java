package dev.reflow.tracing.sink.kafka;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in KRaft mode in a JVM of its own, from the jars that the build has put into
 * {@code agent/core/target/kafka}. One listener lets in anybody, who may do everything; another one
 * asks for a user, who may do what he was granted. It makes no topics by itself.
 */
public final class KafkaBroker implements AutoCloseable {

  /** The user of the second listener. */
  public static final String USER = "guest";

  static final String PASSWORD = "guest-s3cret";

  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";
  private static final long START_SECONDS = 60;
  private static @Nullable KafkaBroker shared;

  private final Path directory;
  private final int open = freePort();
  private final int guarded = freePort();
  private final int controller = freePort();
  private @Nullable Process process;

  private KafkaBroker(Path directory) {
    this.directory = directory;
  }

  /** The one broker that all tests of this JVM use; it ends with it. */
  public static synchronized KafkaBroker shared() {
    KafkaBroker running = shared;
    if (running == null) {
      running = start(temporary());
      shared = running;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return running;
  }

  /** A broker of one's own that keeps its data in {@code directory}, which is empty. */
  public static KafkaBroker start(Path directory) {
    KafkaBroker broker = new KafkaBroker(directory);
    try {
      Files.writeString(broker.file("server.properties"), broker.properties());
      broker.run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c").waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    broker.restart();
    return broker;
  }

  /** Starts it again with the data it had; returns when it answers. */
  public void restart() {
    process = run("kafka.Kafka");
    Awaitility.await("the broker answers; its log is " + file("kafka.Kafka.log"))
        .atMost(START_SECONDS, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(this::answers);
  }

  private boolean answers() throws Exception {
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    Process running = Objects.requireNonNull(process);
    running.destroyForcibly();
    running.onExit().join();
    process = null;
  }

  /** Where anybody is let in. */
  public String servers() {
    return "localhost:" + open;
  }

  /** Where {@link #USER} is let in, by SASL. */
  String guardedServers() {
    return "localhost:" + guarded;
  }

  /**
   * Makes a topic, and waits for its partitions to answer: Kafka's producer (4.4.0) at times lets
   * its time-out pass where one had no leader yet.
   */
  public void create(String topic, int partitions, Map<String, String> settings) {
    try (Admin admin = admin()) {
      NewTopic made = new NewTopic(topic, partitions, (short) 1).configs(settings);
      await(admin.createTopics(List.of(made)).all());
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int i = 0; i < partitions; i++) {
        ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
      }
      Awaitility.await("partitions of " + topic)
          .atMost(START_SECONDS, TimeUnit.SECONDS)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .ignoreExceptions()
          .until(() -> admin.listOffsets(ends).all().get().size() == partitions);
    }
  }

  /** Lets {@link #USER} do {@code operation} on {@code topic}. */
  void grant(String topic, AclOperation operation) {
    AccessControlEntry entry =
        new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW);
    ResourcePattern where = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    try (Admin admin = admin()) {
      await(admin.createAcls(List.of(new AclBinding(where, entry))).all());
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            servers(),
            "default.api.timeout.ms",
            "10000",
            "request.timeout.ms",
            "5000",
            "enable.metrics.push",
            "false"));
  }

  private static void await(KafkaFuture<?> future) {
    try {
      future.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs one of Kafka's programs with the properties as last argument. */
  private Process run(String program, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", jars() + File.separator + "*", program));
    command.addAll(List.of(arguments));
    command.add(file("server.properties").toString());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(file(program + ".log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:%1$d
        listeners=OPEN://localhost:%2$d,GUARDED://localhost:%3$d,CONTROLLER://localhost:%1$d
        inter.broker.listener.name=OPEN
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=OPEN:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
        sasl.enabled.mechanisms=PLAIN
        listener.name.guarded.plain.sasl.jaas.config=\
        org.apache.kafka.common.security.plain.PlainLoginModule required user_%4$s="%5$s";
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        super.users=User:ANONYMOUS
        log.dirs=%6$s
        auto.create.topics.enable=false
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        log.cleaner.enable=false
        broker.session.timeout.ms=1000
        broker.heartbeat.interval.ms=200
        controller.quorum.election.timeout.ms=200
        controller.quorum.fetch.timeout.ms=500
        """
        .formatted(
            controller, open, guarded, USER, PASSWORD, file("data").toString().replace('\\', '/'));
  }

  private static Path jars() {
    Path above = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(above.resolve(".mvn"))) {
      above = Objects.requireNonNull(above.getParent(), "no .mvn above");
    }
    return above.resolve("agent/core/target/kafka");
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("reflow-kafka-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it and deletes its data. */
  @Override
  public void close() {
    if (process != null) {
      kill();
    }
    delete(directory.toFile());
  }

  private static void delete(File file) {
    File[] inner = file.listFiles();
    if (inner != null) {
      for (File each : inner) {
        delete(each);
      }
    }
    if (!file.delete() && file.exists()) {
      file.deleteOnExit();
    }
  }
}
