package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

/** What the issues ask of each figure. */
enum Bar {
  ADDED_P50("added p50 of a call ÷ OpenTelemetry's, 1 thread", "≤ 0.30", 0.30, "%.2f"),
  ADDED_MEAN("added mean of a call ÷ OpenTelemetry's, 1 thread", "≤ 0.25", 0.25, "%.2f"),
  ALLOCATED_ONE("allocated a call, 1 thread", "0 B", Bar.ZERO_BYTES, "%.2f B"),
  ALLOCATED_EIGHT("allocated a call, 8 threads", "0 B", Bar.ZERO_BYTES, "%.2f B"),
  SCALED_P50("p50 with 2 threads ÷ with 1", "≤ 1.3", 1.3, "%.2f"),
  SCALED_THROUGHPUT("throughput of 2 threads ÷ of 1, new queue", "≥ 1.7", -1.7, "%.2f"),
  FULL_THROUGHPUT("throughput of 2 threads ÷ of 1, full queue", "≥ 1.7", -1.7, "%.2f"),
  SLOWEST("slowest of 8 threads ÷ their mean", "≥ 0.25", -0.25, "%.2f"),
  DROPPED("events that 8 threads lost", "0", 0, "%.0f"),
  BURST("of a burst of 4,000,000 in the file sink", "≥ 4000000", -4_000_000, "%.0f"),
  DELIVERED("delivered per CPU-second ÷ tuned OpenTelemetry's", "≥ 5", -5, "%.1f"),
  TO_FILE("delivered to files per CPU-second", "≥ 400000", -400_000, "%.0f"),
  TO_WEBSOCKET("delivered in batches to a server per CPU-second", "≥ 250000", -250_000, "%.0f"),
  TO_KAFKA("delivered to Kafka as JSON per CPU-second", "≥ 250000", -250_000, "%.0f"),
  TO_KAFKA_BINARY("delivered to Kafka in binary per CPU-second", "≥ 250000", -250_000, "%.0f"),
  TO_OTLP("delivered by OTLP per CPU-second", "≥ 150000", -150_000, "%.0f"),
  TO_POSTGRES("delivered to PostgreSQL per CPU-second", "≥ 60000", -60_000, "%.0f"),
  SHIP_GARBAGE("garbage of shipping, an event, to the worst sink", "≤ 100 B", 100, "%.0f B"),
  GONE_P999("added p99.9 with the sink gone", "≤ 0.1 µs", 0.1, "%.2f µs"),
  GONE_BYTES("queue on disk with the sink gone ÷ max-bytes", "≤ 1", 1, "%.2f"),
  PACED_P999("paced, added p99.9", "≤ 2 µs", 2, "%.2f µs"),
  PACED_P9999("paced, added p99.99", "≤ 30 µs", 30, "%.1f µs"),
  PACED_WORST("paced, added worst", "≤ 3 ms", 3, "%.2f ms"),
  SAMPLED_OUT("sampled out, added p50", "≤ 10 ns", 10, "%.1f ns"),
  NO_CONNECTOR("agent attached, class no connector: added p50", "0 ns", Bar.ZERO_NS, "%.2f ns"),
  CAUSALITY_P50("causes linked, added p50", "≤ 40 ns", 40, "%.0f ns"),
  STATS_SPEED("`stats`, events per CPU-second", "≥ 1000000", -1_000_000, "%.0f"),
  STATS_MEMORY("`stats`, memory resident", "≤ 256 MiB", 256, "%.0f MiB"),
  LINEAGE_TIME("`lineage` of one of 10,000,000 events", "≤ 10 s", 10, "%.1f s"),
  INTO_DUCKDB("server: stored in DuckDB a second", "≥ 100000", -100_000, "%.0f"),
  INTO_POSTGRES("server: stored in PostgreSQL a second", "≥ 40000", -40_000, "%.0f"),
  PAGE("server: a page of 10,000,000 events", "≤ 100 ms", 100, "%.0f ms"),
  NEXT_PAGE("server: the next page", "≤ 100 ms", 100, "%.0f ms"),
  MESSAGE("server: a message", "≤ 50 ms", 50, "%.0f ms"),
  LINEAGE("server: a lineage", "≤ 50 ms", 50, "%.0f ms"),
  DEPENDENCIES("server: who sends to whom", "≤ 500 ms", 500, "%.0f ms"),
  STORED_BYTES("server: an event in DuckDB", "≤ 64 B", 64, "%.0f B"),
  HEARD_P99("server: until a subscriber hears, p99", "≤ 1500 ms", 1_500, "%.0f ms"),
  HEARD_FIRST_P99(
      "server just started: until a subscriber hears, p99", "≤ 1500 ms", 1_500, "%.0f ms"),
  HEARD_WRONG("server: events a subscriber missed, or that were others'", "0", 0, "%.0f"),
  PAINTED("dashboard: pictures of 500 actors a second, each painted anew", "≥ 30", -30, "%.1f"),
  RECORD_BYTES("bytes used on disk by a plain event", "≤ 56 B", 56, "%.1f B"),
  TO_MAIN("time to `main` added ÷ OpenTelemetry's", "≤ 0.12", 0.12, "%.2f"),
  MEMORY("peak memory added", "≤ 80 MiB", 80, "%.0f MiB");

  /** What is printed as 0.00. */
  private static final double ZERO_BYTES = 0.005;

  /** A step of the clock, 10 ns, over a block of 32 calls. */
  private static final double ZERO_NS = 10.0 / 32;

  private final String figure;
  private final String text;
  private final double limit;
  private final String format;

  /** A negative {@code limit} is one from below. */
  Bar(String figure, String text, double limit, String format) {
    this.figure = figure;
    this.text = text;
    this.limit = limit;
    this.format = format;
  }

  String figure() {
    return figure;
  }

  String text() {
    return text;
  }

  /** {@code measured} with its unit. */
  String show(double measured) {
    return number(format, measured);
  }

  /** Whether {@code measured} is within the bar; what is no number is not. */
  boolean holds(double measured) {
    return limit < 0 ? measured >= -limit : measured <= limit;
  }
}
