package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** The figures that come for each sink, stripe or reason, as JMX tables. Any thread. */
final class MetricsTables {

  /** {@code columns} in the order of the values; JMX keeps its own. */
  private record Table(TabularType type, List<String> columns) {

    void put(TabularData table, Object... values) {
      try {
        table.put(
            new CompositeDataSupport(type.getRowType(), columns.toArray(new String[0]), values));
      } catch (OpenDataException wrong) {
        throw new IllegalStateException(wrong);
      }
    }
  }

  private final Table drops = table("Drops", SimpleType.STRING, "reason", "events");
  private final Table stripes =
      table("Stripes", SimpleType.INTEGER, "stripe", "recorded", "bytesOnDisk");
  private final Table sinks =
      table(
          "Sinks",
          SimpleType.STRING,
          "sink",
          "shipped",
          "deadLettered",
          "expired",
          "earlier",
          "retried",
          "lagEvents",
          "lagSeconds",
          "avgLatencyMs");

  TabularType dropsType() {
    return drops.type();
  }

  TabularType sinksType() {
    return sinks.type();
  }

  TabularType stripesType() {
    return stripes.type();
  }

  TabularData drops(Metrics metrics) {
    TabularData table = new TabularDataSupport(drops.type());
    metrics.drops().forEach((reason, events) -> drops.put(table, reason, events));
    return table;
  }

  TabularData sinks(Metrics metrics) {
    TabularData table = new TabularDataSupport(sinks.type());
    for (SinkMetrics sink : metrics.sinks()) {
      sinks.put(
          table,
          sink.sink(),
          sink.shipped(),
          sink.deadLettered(),
          sink.expired(),
          sink.earlier(),
          sink.retried(),
          sink.lagEvents(),
          sink.lagSeconds(),
          sink.avgLatencyMs());
    }
    return table;
  }

  TabularData stripes(Metrics metrics) {
    TabularData table = new TabularDataSupport(stripes.type());
    for (StripeMetrics stripe : metrics.stripes()) {
      stripes.put(table, stripe.stripe(), stripe.recorded(), stripe.bytesOnDisk());
    }
    return table;
  }

  /** The first column is the key, of {@code keyType}; the others hold numbers. */
  private static Table table(String name, OpenType<?> keyType, String... columns) {
    OpenType<?>[] types = new OpenType<?>[columns.length];
    for (int i = 0; i < types.length; i++) {
      boolean decimal = columns[i].endsWith("Seconds") || columns[i].endsWith("Ms");
      types[i] = i == 0 ? keyType : decimal ? SimpleType.DOUBLE : SimpleType.LONG;
    }
    try {
      CompositeType row = new CompositeType(name, name, columns, columns, types);
      return new Table(
          new TabularType(name, name, row, new String[] {columns[0]}), List.of(columns));
    } catch (OpenDataException wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
