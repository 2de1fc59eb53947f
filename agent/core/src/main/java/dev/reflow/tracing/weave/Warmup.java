package dev.reflow.tracing.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A class woven only so that Byte Buddy is loaded and has run once. Its methods are never called.
 */
final class Warmup {

  private Warmup() {}

  @SuppressWarnings("unused") // the weaver's, found by name
  Object send(Object message) {
    return message;
  }

  static void run(ClassWeaver weaver) {
    String name = Warmup.class.getName();
    Site site = new Site(0, Site.Kind.SEND, 0, -1, false, true);
    String method = "send(Ljava/lang/Object;)Ljava/lang/Object;";
    try (InputStream in = Warmup.class.getResourceAsStream("Warmup.class")) {
      if (in != null) {
        weaver.weave(name, in.readAllBytes(), new WovenClass(Map.of(method, site), true, false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
