package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * {@code io.reflow:type=Tracing}: the figures of the last second, as open types that any JMX
 * console shows. Any thread; counts nothing itself.
 */
final class MetricsBean implements DynamicMBean {

  private static final String NAME = "io.reflow:type=Tracing";

  /** One attribute. */
  private record Shown(
      String description, OpenType<?> type, Function<Metrics, @Nullable Object> value) {}

  private final Map<String, Shown> attributes = new LinkedHashMap<>();
  private volatile Metrics metrics = Metrics.NONE;

  private MetricsBean() {
    decimal("EventsPerSecond", "Events recorded in the last second", Metrics::eventsPerSecond);
    decimal(
        "AvgLatencyMs",
        "Mean milliseconds from an event's start to a sink's acknowledgement, of the last ones",
        Metrics::avgLatencyMs);
    decimal(
        "MemoryUsageMb",
        "MiB of the queue's files that are being written, and so mapped",
        Metrics::memoryUsageMb);
    whole("Recorded", "Events recorded", Metrics::recorded);
    whole("SampledOut", "Events left out by sampling", Metrics::sampledOut);
    whole("Dropped", "Events that were to be recorded and were not", Metrics::dropped);
    whole(
        "Expired",
        "Recorded events that were deleted before every sink had them",
        shown -> shown.of(Fate.EXPIRED));
    whole("Shipped", "Events acknowledged, once for each sink", Metrics::shipped);
    whole("Retried", "Failed attempts of all sinks, each followed by another", Metrics::retried);
    whole("LagEvents", "Events that the slowest sink does not have yet", Metrics::lagEvents);
    decimal("LagSeconds", "How long the oldest of them has waited", Metrics::lagSeconds);
    whole("BytesOnDisk", "Size of this run's queue", Metrics::bytesOnDisk);
    whole(
        "CausesForgotten",
        "Causes that made room for later ones: events without the parent that they have",
        Metrics::causesForgotten);
    MetricsTables tables = new MetricsTables();
    add("DroppedByReason", "Dropped events by reason", tables.dropsType(), tables::drops);
    add(
        "Sinks",
        "What became of this run's events at each sink",
        tables.sinksType(),
        tables::sinks);
    add("Stripes", "What each stripe of the queue holds", tables.stripesType(), tables::stripes);
  }

  /**
   * A bean that shows {@code first} on {@code server}, an {@link MBeanServer}.
   *
   * @throws IllegalStateException when the server does not take it
   */
  static MetricsBean register(Object server, Metrics first) {
    MetricsBean bean = new MetricsBean();
    bean.show(first);
    try {
      ((MBeanServer) server).registerMBean(bean, new ObjectName(NAME));
      return bean;
    } catch (JMException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Takes it back from {@code server}. */
  static void unregister(Object server) {
    try {
      ((MBeanServer) server).unregisterMBean(new ObjectName(NAME));
    } catch (JMException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /** What is shown from now on. */
  void show(Metrics latest) {
    metrics = latest;
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException, MBeanException {
    Shown shown = attributes.get(attribute);
    Object value = shown == null ? null : shown.value().apply(metrics);
    if (value == null) {
      throw new AttributeNotFoundException("no attribute " + attribute);
    }
    return value;
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    AttributeList values = new AttributeList();
    Metrics sameMoment = metrics;
    for (String name : names) {
      Shown shown = attributes.get(name);
      if (shown != null) {
        values.add(new Attribute(name, shown.value().apply(sameMoment)));
      }
    }
    return values;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
  }

  @Override
  public AttributeList setAttributes(AttributeList values) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object @Nullable [] arguments, String @Nullable [] signature)
      throws MBeanException {
    throw new MBeanException(new UnsupportedOperationException(action));
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    OpenMBeanAttributeInfoSupport[] infos =
        attributes.entrySet().stream()
            .map(
                entry ->
                    new OpenMBeanAttributeInfoSupport(
                        entry.getKey(),
                        entry.getValue().description(),
                        entry.getValue().type(),
                        true,
                        false,
                        false))
            .toArray(OpenMBeanAttributeInfoSupport[]::new);
    return new OpenMBeanInfoSupport(
        MetricsBean.class.getName(), "Reflow's data-flow tracing", infos, null, null, null);
  }

  private void decimal(String name, String description, Function<Metrics, Double> value) {
    add(name, description, SimpleType.DOUBLE, value::apply);
  }

  private void whole(String name, String description, Function<Metrics, Long> value) {
    add(name, description, SimpleType.LONG, value::apply);
  }

  private void add(
      String name,
      String description,
      OpenType<?> type,
      Function<Metrics, @Nullable Object> value) {
    attributes.put(name, new Shown(description, type, value));
  }
}
