package dev.reflow.tracing.event;

import static dev.reflow.tracing.event.EventLayout.*;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads the parts that {@link Content} writes. Stateless. */
final class ContentParts {

  private ContentParts() {}

  static @Nullable String checksum(EventView event) {
    int part = event.part(PART_CHECKSUM);
    if (part < 0) {
      return null;
    }
    byte[] hash = new byte[Content.CHECKSUM_BYTES];
    event.page().get(event.valueAt(part), hash);
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  static Content.@Nullable Form form(EventView event) {
    int part = event.part(PART_CONTENT);
    return part < 0 ? null : Content.Form.of(event.page().get(event.valueAt(part)));
  }

  static boolean isCut(EventView event) {
    int part = event.part(PART_CONTENT);
    return part >= 0 && Content.isCut(event.page().get(event.valueAt(part) + 1));
  }

  static byte[] bytes(EventView event) {
    int part = event.part(PART_CONTENT);
    if (part < 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[Content.bytesIn(event.valueLength(part))];
    event.page().get(Content.bytesAt(event.valueAt(part)), bytes);
    return bytes;
  }

  static @Nullable String text(EventView event) {
    Content.Form form = form(event);
    if (form == null) {
      return null;
    }
    byte[] bytes = bytes(event);
    return form == Content.Form.BYTES
        ? "base64:" + Base64.getEncoder().encodeToString(bytes)
        : new String(bytes, StandardCharsets.UTF_8);
  }
}
