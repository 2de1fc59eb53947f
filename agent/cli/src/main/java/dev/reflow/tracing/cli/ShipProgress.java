package dev.reflow.tracing.cli;

import java.util.concurrent.TimeUnit;

/** Says how far a shipment is: a bar on a terminal, now and then a line elsewhere. One thread. */
final class ShipProgress {

  private static final int BAR = 24;
  private static final long LINE_NS = TimeUnit.SECONDS.toNanos(10);

  private final Terminal terminal;
  private final Shipment shipment;
  private final long beginNs = System.nanoTime();
  private long lineNs = beginNs;

  ShipProgress(Terminal terminal, Shipment shipment) {
    this.terminal = terminal;
    this.shipment = shipment;
  }

  void show() {
    long nowNs = System.nanoTime();
    if (terminal.isErrorInteractive()) {
      terminal.progress(bar() + " " + text());
    } else if (nowNs - lineNs >= LINE_NS) {
      lineNs = nowNs;
      terminal.note(text());
    }
  }

  /** Since the shipment began. */
  long elapsedNs() {
    return System.nanoTime() - beginNs;
  }

  private String bar() {
    int full = (int) Math.min(BAR, BAR * share());
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private double share() {
    return shipment.total() == 0 ? 1 : (double) shipment.done() / shipment.total();
  }

  private String text() {
    String figures =
        String.format(
            "%3d%%  %s of %s events",
            (int) Math.min(100, 100 * share()),
            Figures.count(shipment.done()),
            Figures.count(shipment.total()));
    // For what, the shipper's line has said, and the last line says again.
    return figures + "  " + (shipment.trouble().isEmpty() ? rate() : "waiting for the sink");
  }

  private String rate() {
    double seconds = Math.max(1e-3, elapsedNs() / 1e9);
    return Figures.roughCount(shipment.done() / seconds) + "/s";
  }
}
