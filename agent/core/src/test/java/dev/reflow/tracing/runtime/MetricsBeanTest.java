package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class MetricsBeanTest {

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  @Test
  void shouldShowEachFigure() throws Exception {
    MetricsBean.register(server, SomeMetrics.at(1));

    assertThat(get("EventsPerSecond")).isEqualTo(1_234.5);
    assertThat(get("AvgLatencyMs")).isEqualTo(2.25);
    assertThat(get("MemoryUsageMb")).isEqualTo(12.125);
    assertThat(get("Recorded")).isEqualTo(1_000L);
    assertThat(get("SampledOut")).isEqualTo(200L);
    assertThat(get("Dropped")).isEqualTo(7L);
    assertThat(get("Expired")).isEqualTo(5L);
    assertThat(get("Shipped")).isEqualTo(1_050L);
    assertThat(get("Retried")).isEqualTo(10L);
    assertThat(get("LagEvents")).isEqualTo(900L);
    assertThat(get("LagSeconds")).isEqualTo(60.25);
    assertThat(get("BytesOnDisk")).isEqualTo(65_536L);
    assertThat(get("CausesForgotten")).isEqualTo(7L);
    assertThat(row("DroppedByReason", "stripe_busy").get("events")).isEqualTo(4L);
    assertThat(row("Sinks", "file").get("deadLettered")).isEqualTo(2L);
    assertThat(row("Sinks", "websocket").get("lagSeconds")).isEqualTo(60.25);
    assertThat(row("Stripes", 1).get("recorded")).isEqualTo(400L);
  }

  @Test
  void shouldShowTheLastFigures() throws Exception {
    MetricsBean bean = MetricsBean.register(server, SomeMetrics.at(1));
    bean.show(dev.reflow.tracing.health.Metrics.NONE);

    assertThat(get("Recorded")).isEqualTo(0L);
    assertThat(((TabularData) get("Sinks")).size()).isZero();
  }

  @Test
  void shouldDescribeEachAttributeAndGiveAllAtOnce() throws Exception {
    MetricsBean.register(server, SomeMetrics.at(1));
    MBeanAttributeInfo[] infos = server.getMBeanInfo(name()).getAttributes();
    String[] names = Stream.of(infos).map(MBeanAttributeInfo::getName).toArray(String[]::new);

    assertThat(infos)
        .isNotEmpty()
        .allSatisfy(info -> assertThat(info.getDescription()).isNotBlank())
        .allMatch(info -> info.isReadable() && !info.isWritable());
    assertThat(server.getAttributes(name(), names).asList())
        .extracting("name")
        .isEqualTo(List.of(names));
  }

  @Test
  void shouldSayThatThereIsNoSuchAttribute() throws Exception {
    MetricsBean.register(server, SomeMetrics.at(1));

    assertThatThrownBy(() -> get("Weather")).isInstanceOf(AttributeNotFoundException.class);
  }

  @Test
  void shouldBeTakenBack() {
    MetricsBean.register(server, SomeMetrics.at(1));
    MetricsBean.unregister(server);

    assertThatThrownBy(() -> get("Recorded")).isInstanceOf(InstanceNotFoundException.class);
  }

  private CompositeData row(String table, Object key) throws Exception {
    return ((TabularData) get(table)).get(new Object[] {key});
  }

  private Object get(String attribute) throws Exception {
    return server.getAttribute(name(), attribute);
  }

  private static ObjectName name() throws Exception {
    return new ObjectName("io.reflow:type=Tracing");
  }
}
