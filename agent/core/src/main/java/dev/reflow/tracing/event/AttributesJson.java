package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The event's {@code custom_attributes}: ours first, then the user's own. Not thread-safe.
 *
 * <p>Ids are written as strings, whatever their type in the application, so that a store needs one
 * column type; other values keep theirs. A user's key that is one of ours is written as {@code
 * attribute.KEY}, so that neither is lost.
 */
final class AttributesJson {

  private static final byte[] MESSAGE_ID = JsonBuffer.ascii(",\"message_id\":");
  private static final byte[] CORRELATION_ID = JsonBuffer.ascii(",\"correlation_id\":");
  private static final byte[] THREAD = JsonBuffer.ascii("\"thread\":");
  private static final byte[] PRIORITY = JsonBuffer.ascii(",\"priority\":");
  private static final byte[] WEIGHT = JsonBuffer.ascii(",\"sample_weight\":");
  private static final byte[] ESTIMATED = JsonBuffer.ascii(",\"size_estimated\":true");
  private static final byte[] DEPTH_UNKNOWN = JsonBuffer.ascii(",\"queue_depth_known\":false");
  private static final byte[] INCOMPLETE = JsonBuffer.ascii(",\"incomplete\":true");

  private static final byte[] CONTENT_TYPE = JsonBuffer.ascii(",\"content_type\":");
  private static final byte[] CONTENT_CUT = JsonBuffer.ascii(",\"content_truncated\":true");

  private final JsonValues values;
  private final NameTexts names;
  private final NameTexts keys = NameTexts.ofKeys();
  private @Nullable ProcessInfo process;
  private byte[] ofProcess = {};

  AttributesJson(JsonValues values, NameTexts names) {
    this.values = values;
    this.names = names;
  }

  void write(JsonBuffer json, EventView event, EdgeTexts.EdgeText edge) {
    json.put(edge.ends);
    writeId(json, event, MESSAGE_ID, event.part(PART_MESSAGE_ID));
    writeId(json, event, CORRELATION_ID, event.part(PART_CORRELATION_ID));
    int priority = event.part(PART_PRIORITY);
    if (event.hasValue(priority)) {
      json.put(PRIORITY);
      values.put(json, event, priority);
    }
    json.put(edge.protocol);
    json.put(ofProcess(event.process()));
    json.put(names.of(event.threadName()));
    json.put(WEIGHT);
    json.putDouble(event.weight());
    if (event.isSizeEstimated()) {
      json.put(ESTIMATED);
    }
    if (event.depth() < 0) {
      json.put(DEPTH_UNKNOWN);
    }
    if (event.isIncomplete()) {
      json.put(INCOMPLETE);
    }
    writeMore(json, event);
  }

  /** Those that a store keeps in no column of their own. */
  void writeOthers(JsonBuffer json, EventView event) {
    json.put(THREAD);
    json.put(names.of(event.threadName()));
    int priority = event.part(PART_PRIORITY);
    if (event.hasValue(priority)) {
      json.put(PRIORITY);
      values.put(json, event, priority);
    }
    if (event.isSizeEstimated()) {
      json.put(ESTIMATED);
    }
    if (event.isIncomplete()) {
      json.put(INCOMPLETE);
    }
    writeMore(json, event);
  }

  /** What the content is, and the user's own. */
  private void writeMore(JsonBuffer json, EventView event) {
    Content.Form content = event.contentForm();
    if (content != null) {
      json.put(CONTENT_TYPE);
      json.putText(content.mediaType());
      if (event.isContentCut()) {
        json.put(CONTENT_CUT);
      }
    }
    if (event.part(PART_ATTRIBUTE) >= 0) {
      writeOwn(json, event);
    }
  }

  private void writeId(JsonBuffer json, EventView event, byte[] key, int part) {
    if (event.hasValue(part)) {
      json.put(key);
      values.putAsText(json, event, part);
    }
  }

  private void writeOwn(JsonBuffer json, EventView event) {
    for (int part = event.firstPart(); part >= 0; part = event.nextPart(part)) {
      Name key = event.attributeKey(part);
      if (key != null && event.hasValue(part)) {
        json.put(',');
        json.put(keys.of(key));
        json.put(':');
        values.put(json, event, part);
      }
    }
  }

  // Each file has an object of its own for the same process; equality is for when it changes.
  @SuppressWarnings("ReferenceEquality")
  private byte[] ofProcess(ProcessInfo owner) {
    if (owner != process) {
      if (!owner.equals(process)) {
        ofProcess = prepare(owner);
      }
      process = owner;
    }
    return ofProcess;
  }

  private static byte[] prepare(ProcessInfo owner) {
    JsonBuffer json = new JsonBuffer();
    json.put(",\"compression\":\"none\",\"service\":");
    json.putText(owner.service());
    if (!owner.flowId().equals(owner.service())) {
      json.put(",\"flow_id\":");
      json.putText(owner.flowId());
    }
    json.put(",\"thread\":");
    return Arrays.copyOf(json.array(), json.size());
  }
}
