package dev.reflow.tracing.event;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names as JSON strings, prepared once for each name. Holds so many, each in the slot of its id,
 * and makes the others anew each time. Not thread-safe.
 */
final class NameTexts {

  private static final int SLOTS = 4096;

  /** The custom attributes that are not the user's. */
  private static final Set<String> OURS =
      Set.of(
          "source_actor",
          "source_port",
          "destination_actor",
          "destination_port",
          "message_id",
          "correlation_id",
          "priority",
          "protocol",
          "compression",
          "service",
          "flow_id",
          "thread",
          "sample_weight",
          "size_estimated",
          "queue_depth_known",
          "incomplete",
          "content_type",
          "content_truncated");

  private final boolean areKeys;
  private final @Nullable NameText[] slots = new @Nullable NameText[SLOTS];

  private static final class NameText {
    private final Name name;
    private final byte[] json;

    NameText(Name name, byte[] json) {
      this.name = name;
      this.json = json;
    }
  }

  private NameTexts(boolean areKeys) {
    this.areKeys = areKeys;
  }

  /** See {@link EventJson#ownKey}. */
  static String ownKey(String name) {
    return OURS.contains(name) ? "attribute." + name : name;
  }

  /** Names as they are. */
  static NameTexts ofValues() {
    return new NameTexts(false);
  }

  /** Names as keys of the user's attributes, apart from ours. */
  static NameTexts ofKeys() {
    return new NameTexts(true);
  }

  // Each file has objects of its own for the same names; equality is for when the file changes.
  @SuppressWarnings("ReferenceEquality")
  byte[] of(Name name) {
    NameText text = slots[name.id() & (SLOTS - 1)];
    return text != null && text.name == name ? text.json : renew(text, name);
  }

  private byte[] renew(@Nullable NameText old, Name name) {
    byte[] json = old != null && old.name.equals(name) ? old.json : json(name.text());
    slots[name.id() & (SLOTS - 1)] = new NameText(name, json);
    return json;
  }

  private byte[] json(String name) {
    JsonBuffer json = new JsonBuffer();
    json.putText(areKeys ? ownKey(name) : name);
    return Arrays.copyOf(json.array(), json.size());
  }
}
