package dev.reflow.tracing.content;

import dev.reflow.tracing.event.Content;
import dev.reflow.tracing.event.Content.Form;
import dev.reflow.tracing.health.Log;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Takes content and checksum of messages, as a {@link ContentPolicy} says. Made anew when that
 * changes. Any thread; throws nothing.
 */
public final class ContentCapture {

  /** Of longer ones there is no checksum: they would keep the application's thread too long. */
  static final int MAX_HASHED_BYTES = 16 * 1024 * 1024;

  /** The same for objects, which take longer. */
  static final int MAX_HASHED_JSON_BYTES = 1024 * 1024;

  private final ContentPolicy policy;
  private final Redaction redaction;
  private final Fields fields = new Fields();
  private final MessageClasses classes;
  private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);

  public ContentCapture(ContentPolicy policy, Log log) {
    this.policy = policy;
    this.redaction = new Redaction(policy.redact());
    this.classes = new MessageClasses(policy, log);
  }

  /** What a thread uses again and again. */
  private final class Scratch {
    final BoundedOutput out = new BoundedOutput();
    final ObjectWriter objects = new ObjectWriter(redaction, fields);
    final JsonCopy copy = new JsonCopy(redaction);
    final MessageDigest sha256 = sha256();

    void clear() {
      out.clear();
      objects.clear();
      sha256.reset();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Puts what is wanted of {@code message} into {@code target}, or nothing. */
  public void capture(Object message, Content target) {
    MessageClass type = classes.get(message.getClass());
    boolean wantsContent = type.wantsContent() && !type.isGivenUp();
    if (!wantsContent && (!policy.checksum() || type.isGivenUp())) {
      return;
    }
    try {
      Scratch scratch = scratches.get();
      try {
        String refused = capture(message, target, scratch, wantsContent);
        if (refused != null) {
          classes.tell(type, refused);
        }
      } finally {
        scratch.clear();
      }
    } catch (Throwable failed) {
      target.clear();
      classes.failed(type, failed);
    }
  }

  /** Returns why content that is wanted cannot be had; null where it is there. */
  private @Nullable String capture(
      Object message, Content target, Scratch scratch, boolean wantsContent) {
    byte[] bytes = bytes(message);
    if (bytes != null) {
      hash(target, scratch, bytes);
      return wantsContent ? takeBytes(bytes, target, scratch) : null;
    }
    if (message instanceof ByteBuffer) {
      return wantsContent ? "a buffer of " + MAX_HASHED_BYTES + " bytes or more" : null;
    }
    String text = Scalars.text(message);
    if (text != null) {
      hash(target, scratch, text);
      return wantsContent ? takeText(text, target, scratch) : null;
    }
    takeObject(message, target, scratch, wantsContent);
    return null;
  }

  /** The bytes of a message that is nothing else, of a buffer a copy; null of other messages. */
  private static byte @Nullable [] bytes(Object message) {
    if (message instanceof byte[] array) {
      return array;
    }
    // Every buffer is of a class of the JDK's; a duplicate leaves the position where it is.
    if (message instanceof ByteBuffer buffer && buffer.remaining() < MAX_HASHED_BYTES) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return copy;
    }
    return null;
  }

  private void hash(Content target, Scratch scratch, byte[] bytes) {
    if (policy.checksum() && bytes.length <= MAX_HASHED_BYTES) {
      target.setChecksum(scratch.sha256.digest(bytes));
    }
  }

  private void hash(Content target, Scratch scratch, String text) {
    if (policy.checksum() && text.length() <= MAX_HASHED_BYTES) {
      Texts.hash(text, scratch.sha256);
      target.setChecksum(scratch.sha256.digest());
    }
  }

  private @Nullable String takeBytes(byte[] bytes, Content target, Scratch scratch) {
    int most = policy.maxBytes();
    if (redaction.isEmpty()) {
      target.set(Form.BYTES, bytes, Math.min(bytes.length, most), bytes.length > most);
      return null;
    }
    String text = bytes.length > Redaction.MAX_SEARCHED_CHARS ? null : Texts.decode(bytes);
    return text == null
        ? "bytes that are no short text cannot be searched for what is to be redacted"
        : takeText(text, target, scratch);
  }

  private @Nullable String takeText(String text, Content target, Scratch scratch) {
    boolean isJson = JsonCopy.isLike(text) && text.length() <= Redaction.MAX_SEARCHED_CHARS;
    if (!redaction.isEmpty() && isJson && takeJson(text, target, scratch)) {
      return null;
    }
    if (redaction.mayBeIn(text)) {
      return "a text in which something to be redacted may occur, and that is no JSON";
    }
    int most = policy.maxBytes();
    byte[] bytes = Texts.beginning(text, most);
    keep(Form.TEXT, bytes, Math.min(bytes.length, most), bytes.length > most, target);
    return null;
  }

  private boolean takeJson(String text, Content target, Scratch scratch) {
    BoundedOutput out = scratch.out;
    out.begin(policy.maxBytes(), null, 0);
    boolean isJson;
    try {
      JsonGenerator json = generator(out);
      isJson = scratch.copy.copy(text, json);
      json.flush();
    } catch (Enough enough) {
      isJson = true;
    }
    if (isJson) {
      keep(Form.JSON, out.kept(), out.length(), out.isCut(), target);
    }
    return isJson;
  }

  private void takeObject(Object message, Content target, Scratch scratch, boolean wantsContent) {
    BoundedOutput out = scratch.out;
    MessageDigest digest = policy.checksum() ? scratch.sha256 : null;
    out.begin(wantsContent ? policy.maxBytes() : 0, digest, MAX_HASHED_JSON_BYTES);
    boolean isWhole = false;
    try {
      JsonGenerator json = generator(out);
      scratch.objects.write(json, message);
      json.flush();
      isWhole = true;
    } catch (Enough enough) {
      // What was wanted is there.
    }
    if (digest != null && isWhole) {
      target.setChecksum(digest.digest());
    }
    if (wantsContent) {
      keep(Form.JSON, out.kept(), out.length(), out.isCut(), target);
    }
  }

  private static void keep(Form form, byte[] bytes, int length, boolean cut, Content target) {
    target.set(form, bytes, cut ? Texts.wholeLength(bytes, length) : length, cut);
  }

  private static JsonGenerator generator(BoundedOutput out) {
    return JsonCopy.FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }
}
