package dev.reflow.tracing.analysis.missing;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.FlowKind;
import dev.reflow.tracing.analysis.missing.MissingMessage.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets sends against flows, and flows against the handlings that they led to. A {@link
 * FlowKind#SENT} event and a {@link FlowKind#FLOW} belong together when they are of one edge and of
 * one message id; without an id, any flow of the edge will do. Either may come first. A flow that
 * never completed is missing as well, and needs no sent event to be known. {@link Receipts} says
 * what is told of a {@link FlowKind#RECEIVED}. Not thread-safe.
 */
public final class MissingFlows implements FlowConsumer {

  /** Which messages are missing is remembered up to here; how many, without end. */
  private final int mostMessages;

  private final Map<FlowEdge, Balance> byEdge = new HashMap<>();
  private final Map<Key, Open> sends = new HashMap<>();

  /** Flows that came before their sends, of which the oldest are forgotten: no send comes. */
  private final Map<Key, Integer> flows =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Integer> eldest) {
          return size() > mostMessages;
        }
      };

  private final List<MissingMessage> incomplete = new ArrayList<>();
  private final Receipts receipts;
  private boolean anySent;
  private boolean anyReceived;

  /** At most {@code mostMessages} sends are held as long as their flows have not come. */
  public MissingFlows(int mostMessages) {
    this.mostMessages = mostMessages;
    this.receipts = new Receipts(mostMessages);
  }

  private record Key(FlowEdge edge, String messageId) {}

  private static final class Open {
    private int count;
    private long startNs;
    private String type = "";
  }

  private static final class Balance {
    private long sent;
    private long flows;
    private long incomplete;
  }

  @Override
  public void onFlow(Flow flow) {
    if (flow.kind() == FlowKind.RECEIVED) {
      anyReceived = true;
      receipts.onReceipt(flow);
      return;
    }
    boolean isSent = flow.kind() == FlowKind.SENT;
    anySent |= isSent;
    Balance balance = byEdge.computeIfAbsent(flow.edge(), edge -> new Balance());
    balance.sent += isSent ? 1 : 0;
    balance.flows += isSent ? 0 : 1;
    String messageId = flow.messageId();
    if (!isSent && flow.isIncomplete()) {
      balance.incomplete++;
      if (incomplete.size() < mostMessages) {
        incomplete.add(
            new MissingMessage(
                flow.edge(), messageId, flow.type(), flow.startNs(), Why.INCOMPLETE));
      }
    } else if (!isSent && flow.error() == null) {
      receipts.onFlow(flow);
    }
    if (messageId != null) {
      settle(flow, new Key(flow.edge(), messageId), isSent);
    }
  }

  private void settle(Flow flow, Key key, boolean isSent) {
    if (!isSent) {
      Open send = sends.get(key);
      if (send == null) {
        flows.merge(key, 1, Integer::sum);
      } else if (--send.count == 0) {
        sends.remove(key);
      }
    } else if (flows.containsKey(key)) {
      flows.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    } else if (sends.size() < mostMessages || sends.containsKey(key)) {
      Open send = sends.computeIfAbsent(key, same -> new Open());
      send.count++;
      send.startNs = flow.startNs();
      send.type = flow.type();
    }
  }

  /** Whether there was no event at all. */
  public boolean isEmpty() {
    return byEdge.isEmpty() && !anyReceived;
  }

  /** Whether there was a send's event at all: without any, only incomplete flows can be known. */
  public boolean hasSends() {
    return anySent;
  }

  /** Whether there was a receiver's event at all: without any, nobody can be missing a flow. */
  public boolean hasReceipts() {
    return anyReceived;
  }

  /** Edges with something missing, most first. */
  public List<MissingOnEdge> edges() {
    List<MissingOnEdge> edges = new ArrayList<>();
    Map<FlowEdge, Long> unreceived = receipts.unreceived();
    byEdge.forEach(
        (edge, balance) -> {
          long missing = balance.sent == 0 ? 0 : Math.max(0, balance.sent - balance.flows);
          long lost = unreceived.getOrDefault(edge, 0L);
          if (missing > 0 || balance.incomplete > 0 || lost > 0) {
            edges.add(
                new MissingOnEdge(
                    edge, balance.sent, balance.flows, missing, balance.incomplete, lost));
          }
        });
    edges.sort(
        Comparator.comparingLong(MissingOnEdge::all)
            .reversed()
            .thenComparing(it -> it.edge().toString()));
    return edges;
  }

  /** The messages themselves, in the order of their sends. */
  public List<MissingMessage> messages() {
    List<MissingMessage> messages = new ArrayList<>(incomplete);
    messages.addAll(receipts.messages());
    sends.forEach(
        (key, send) ->
            messages.add(
                new MissingMessage(
                    key.edge(), key.messageId(), send.type, send.startNs, Why.NO_FLOW)));
    messages.sort(
        Comparator.comparingLong(MissingMessage::startNs)
            .thenComparing(it -> String.valueOf(it.messageId())));
    return messages;
  }
}
