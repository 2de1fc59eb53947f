package dev.reflow.tracing.benchmarks;

/** One of the things that {@code agent/benchmarks/run} can measure. */
interface Measurement {

  /** Measures, prints one table and tells what holds of the bars that it is about. */
  Verdicts run() throws Exception;
}
