package dev.reflow.tracing.content;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.rule.Glob;
import java.util.List;

/**
 * What is wanted of messages. Immutable.
 *
 * @param checksum the hash of each message
 * @param content what each message holds
 * @param maxBytes where content is cut
 * @param types globs of the classes whose content is wanted; none for all
 * @param redact what is never captured: {@link Redaction}
 */
public record ContentPolicy(
    boolean checksum, boolean content, int maxBytes, List<String> types, List<String> redact) {

  /** Nothing is wanted. */
  public static final ContentPolicy NOTHING =
      new ContentPolicy(false, false, 0, List.of(), List.of());

  public ContentPolicy {
    types = List.copyOf(types);
    redact = List.copyOf(redact);
  }

  public static ContentPolicy of(Settings settings) {
    boolean checksum = settings.get(Options.CAPTURE_CHECKSUM);
    boolean content = settings.get(Options.CAPTURE_CONTENT);
    return checksum || content
        ? new ContentPolicy(
            checksum,
            content,
            Math.toIntExact(settings.get(Options.CAPTURE_CONTENT_MAX_BYTES)),
            settings.get(Options.CAPTURE_CONTENT_TYPES),
            settings.get(Options.CAPTURE_CONTENT_REDACT))
        : NOTHING;
  }

  /** Whether messages need not be looked into. */
  public boolean isNothing() {
    return !checksum && !content;
  }

  /** Whether content of {@code type} is wanted, by its name with or without the package. */
  boolean wantsContentOf(Class<?> type) {
    if (!content || types.isEmpty()) {
      return content;
    }
    String name = type.getTypeName();
    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    for (String glob : types) {
      Glob pattern = Glob.ofType(glob);
      if (pattern.matches(name) || pattern.matches(simple)) {
        return true;
      }
    }
    return false;
  }
}
