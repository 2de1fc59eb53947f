package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the woven methods. A number is given before the woven class is defined, so whoever calls
 * with it sees the site. Any thread; reading takes no lock.
 */
public final class Sites {

  private final SiteParts parts;
  private volatile @Nullable ConnectorSite[] connectors = new @Nullable ConnectorSite[32];
  private volatile @Nullable ReceiverSite[] receivers = new @Nullable ReceiverSite[32];
  private volatile int connectorCount;
  private int receiverCount;

  Sites(SiteParts parts) {
    this.parts = parts;
  }

  SiteParts parts() {
    return parts;
  }

  /** Tells by which rules receivers may know their messages; before any receiver is woven. */
  public void setConnectorRules(List<ConnectorRule> connectors) {
    parts.setRules(connectors);
  }

  /** Registers a woven send; the number is what its advice passes. */
  public synchronized int add(ConnectorRule rule, WovenSend method) {
    @Nullable ConnectorSite[] all = connectors;
    if (connectorCount == all.length) {
      all = Arrays.copyOf(all, all.length * 2);
    }
    all[connectorCount] = new ConnectorSite(parts, rule, method);
    connectors = all;
    int number = connectorCount;
    connectorCount = number + 1;
    return number;
  }

  /** Registers a woven handler; the number is what its advice passes. */
  public synchronized int add(ReceiverRule rule, WovenSend method) {
    @Nullable ReceiverSite[] all = receivers;
    if (receiverCount == all.length) {
      all = Arrays.copyOf(all, all.length * 2);
    }
    all[receiverCount] = new ReceiverSite(parts, rule, method);
    receivers = all;
    return receiverCount++;
  }

  /** {@code loader} is about to define the classes of OpenTelemetry's API. */
  public void sawSpans(ClassLoader loader) {
    parts.spans.saw(loader);
  }

  /** Whether no send was woven yet, so that no event can come. */
  public boolean isEmpty() {
    return connectorCount == 0;
  }

  ConnectorSite connector(int number) {
    ConnectorSite site = connectors[number];
    if (site == null) {
      throw new IllegalStateException("no connector has number " + number);
    }
    return site;
  }

  ReceiverSite receiver(int number) {
    ReceiverSite site = receivers[number];
    if (site == null) {
      throw new IllegalStateException("no receiver has number " + number);
    }
    return site;
  }
}
