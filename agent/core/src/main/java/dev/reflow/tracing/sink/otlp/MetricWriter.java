package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Writes edge counts as {@code Metric} messages of OpenTelemetry's {@code metrics.proto}: sums and
 * a histogram of one bucket, with the temporality <i>delta</i>, since that is what a count is. Not
 * thread-safe.
 */
final class MetricWriter {

  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;

  private static final int DATA_POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int IS_MONOTONIC = 3;
  private static final int DELTA = 1;

  /** Of both kinds of points. */
  private static final int START_TIME = 2;

  private static final int TIME = 3;

  private static final int NUMBER_AS_INT = 6;
  private static final int NUMBER_ATTRIBUTES = 7;

  private static final int HISTOGRAM_COUNT = 4;
  private static final int HISTOGRAM_SUM = 5;
  private static final int HISTOGRAM_BUCKETS = 6;
  private static final int HISTOGRAM_ATTRIBUTES = 9;
  private static final int HISTOGRAM_MAX = 12;

  private static final double NS_PER_SECOND = 1e9;

  private final List<EdgeCount> counts = new ArrayList<>();
  private final ProtoBuffer metrics = new ProtoBuffer();
  private final ProtoBuffer metric = new ProtoBuffer();
  private final ProtoBuffer points = new ProtoBuffer();
  private final ProtoBuffer point = new ProtoBuffer();
  private final Prepared<Edge> numbers = new Prepared<>(edge -> edge(NUMBER_ATTRIBUTES, edge));
  private final Prepared<Edge> histograms =
      new Prepared<>(edge -> edge(HISTOGRAM_ATTRIBUTES, edge));

  void add(EdgeCount count) {
    counts.add(count);
  }

  int size() {
    return counts.size();
  }

  void clear() {
    counts.clear();
  }

  /** All counts since the last {@link #clear}, as field {@code field}; holds until the next. */
  ProtoBuffer write(int field) {
    metrics.clear();
    sum(field, "reflow.edge.flows", "{flow}", "Flows that ended", EdgeCount::flows);
    sum(
        field,
        "reflow.edge.flows.sampled_out",
        "{flow}",
        "Flows of them that sampling left out",
        EdgeCount::sampledOut);
    sum(field, "reflow.edge.bytes", "By", "Sizes of their messages", EdgeCount::bytes);
    sum(field, "reflow.edge.errors", "{flow}", "Flows of them that failed", EdgeCount::errors);
    durations(field);
    return metrics;
  }

  private void sum(
      int field, String name, String unit, String text, ToLongFunction<EdgeCount> number) {
    points.clear();
    for (EdgeCount count : counts) {
      point.clear();
      times(count);
      point.putFixed64(NUMBER_AS_INT, number.applyAsLong(count));
      point.put(numbers.of(count.edge(), count.edge().id()));
      points.putMessage(DATA_POINTS, point);
    }
    points.putVarint(TEMPORALITY, DELTA);
    points.putVarint(IS_MONOTONIC, 1);
    metric(field, name, unit, text, SUM);
  }

  private void durations(int field) {
    points.clear();
    for (EdgeCount count : counts) {
      point.clear();
      times(count);
      point.putFixed64(HISTOGRAM_COUNT, count.timed());
      point.putDouble(HISTOGRAM_SUM, count.totalNs() / NS_PER_SECOND);
      point.putLength(HISTOGRAM_BUCKETS, Long.BYTES);
      point.putRawFixed64(count.timed());
      point.put(histograms.of(count.edge(), count.edge().id()));
      if (count.timed() > 0) {
        point.putDouble(HISTOGRAM_MAX, count.longestNs() / NS_PER_SECOND);
      }
      points.putMessage(DATA_POINTS, point);
    }
    points.putVarint(TEMPORALITY, DELTA);
    metric(field, "reflow.edge.duration", "s", "Transfer times of the flows timed", HISTOGRAM);
  }

  private void times(EdgeCount count) {
    point.putFixed64(START_TIME, count.untilNs() - count.spanNs());
    point.putFixed64(TIME, count.untilNs());
  }

  private void metric(int field, String name, String unit, String text, int data) {
    metric.clear();
    metric.putText(NAME, name);
    metric.putText(DESCRIPTION, text);
    metric.putText(UNIT, unit);
    metric.putMessage(data, points);
    metrics.putMessage(field, metric);
  }

  private static byte[] edge(int field, Edge edge) {
    ProtoBuffer attributes = new ProtoBuffer();
    EdgeAttributes.put(attributes, field, edge);
    return attributes.toBytes();
  }
}
