package dev.reflow.sample;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SensorNetworkTest {

  private static final double RATE = 400;

  @Test
  void shouldHandleEveryMessageBeforeItEnds() throws Exception {
    SensorNetwork network = new SensorNetwork(RATE, 1, false);
    network.run(TimeUnit.SECONDS.toNanos(1));

    Map<String, Traffic> traffic = byEdge(network.traffic());
    long readings = sends(traffic, "sensor_reader:data -> data_validator:input");
    long valid = sends(traffic, "data_validator:valid -> data_transformer:input");
    long rejected = sends(traffic, "data_validator:rejected -> reading_archive:rejected");
    assertThat(readings).isPositive();
    assertThat(rejected).isPositive();
    assertThat(valid + rejected).isEqualTo(readings);
    assertThat(sends(traffic, "data_validator:valid -> alert_monitor:input")).isEqualTo(valid);
    assertThat(sends(traffic, "data_validator:valid -> reading_archive:input")).isEqualTo(valid);
    assertThat(sends(traffic, "data_transformer:measurements -> analytics_engine:input"))
        .isEqualTo(valid);
    long trends = sends(traffic, "analytics_engine:trends -> dashboard:trends");
    assertThat(trends).isEqualTo(valid / 10);
    Traffic alerts = edge(traffic, "alert_monitor:alerts -> dashboard:alerts");
    assertThat(alerts.failures()).isPositive().isLessThan(alerts.sends());
    assertThat(network.summary())
        .startsWith(trends + " trends, " + (alerts.sends() - alerts.failures()) + " alerts, ");
  }

  @Test
  void shouldEndWhenToldTo() throws Exception {
    SensorNetwork network = new SensorNetwork(RATE, 1, false);
    network.stop();
    network.run(Long.MAX_VALUE);
    assertThat(network.traffic()).extracting(Traffic::sends).containsOnly(0L);
  }

  @Test
  void shouldWriteTrafficAsJson() {
    assertThat(new Traffic(new Port("a", "out"), new Port("b", "in"), 3, 1).toJson())
        .isEqualTo(
            "{\"from\":\"a\",\"from_port\":\"out\",\"to\":\"b\",\"to_port\":\"in\","
                + "\"sends\":3,\"failures\":1}");
  }

  private static Map<String, Traffic> byEdge(List<Traffic> traffic) {
    return traffic.stream().collect(toMap(each -> each.from() + " -> " + each.to(), each -> each));
  }

  private static long sends(Map<String, Traffic> traffic, String edge) {
    return edge(traffic, edge).sends();
  }

  private static Traffic edge(Map<String, Traffic> traffic, String edge) {
    Traffic found = traffic.get(edge);
    assertThat(found).as(edge).isNotNull();
    return found;
  }
}
