package dev.reflow.tracing.sink.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether the topic is there and the user may write to it. Stateless; any thread. */
final class TopicCheck {

  private TopicCheck() {}

  /**
   * Changes nothing.
   *
   * @throws KafkaException what is wrong
   */
  static void run(KafkaSettings settings) {
    Map<String, Object> properties = ProducerProperties.of(settings);
    takenByProducer(properties);
    Map<String, Object> admins = new HashMap<>(properties);
    admins.keySet().retainAll(AdminClientConfig.configNames());
    // The longest that a producer waits for the brokers, for all that is asked here.
    Object mostMs = properties.get("max.block.ms");
    admins.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, mostMs);
    admins.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, mostMs);
    try (Admin admin = Admin.create(admins)) {
      Set<AclOperation> allowed = describe(admin, settings.topic()).authorizedOperations();
      // Null from brokers that do not tell.
      if (allowed != null && !allowed.contains(AclOperation.WRITE)) {
        throw new TopicAuthorizationException(Set.of(settings.topic()));
      }
    }
  }

  /** The producer says what is wrong with its properties; it asks nobody before it is used. */
  private static void takenByProducer(Map<String, Object> properties) {
    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())
        .close(Duration.ZERO);
  }

  private static TopicDescription describe(Admin admin, String topic) {
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      var all = admin.describeTopics(List.of(topic), options).allTopicNames().get();
      return Objects.requireNonNull(all.get(topic));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof KafkaException problem ? problem : new KafkaException(cause);
    }
  }
}
