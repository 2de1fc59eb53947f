package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.health.RuleSnapshot;
import dev.reflow.tracing.rule.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loads the shapes anew, each through the transformer as the JVM would. */
class WeavingLoader extends ClassLoader {

  static final String SHAPES = "dev.reflow.tracing.weave.shape.";

  final RecordingRegistry registry = new RecordingRegistry();
  final RuleReport report = new RuleReport();
  final WeaveTransformer transformer;
  final Log log;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  WeavingLoader(Rules rules) {
    super(WeavingLoader.class.getClassLoader());
    PrintStream out = new PrintStream(logged, true, StandardCharsets.UTF_8);
    log = new Log(out, Log.Level.DEBUG);
    transformer = new WeaveTransformer(rules, registry, report, log);
  }

  /** The woven double of {@code shape}. */
  Class<?> load(Class<?> shape) {
    try {
      return Class.forName(shape.getName(), true, this);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** An object of the woven double of {@code shape}, made with {@code arguments}. */
  Object make(Class<?> shape, @Nullable Object... arguments) {
    return Reflect.make(load(shape), arguments);
  }

  String log() {
    log.sayWaiting();
    return logged.toString(StandardCharsets.UTF_8);
  }

  RuleSnapshot report(String rule) {
    return report.snapshot().stream()
        .filter(snapshot -> snapshot.name().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(SHAPES)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) {
    byte[] bytes = bytes(name);
    byte[] copy = bytes.clone();
    byte[] woven = transformer.transform(null, this, name.replace('.', '/'), null, null, bytes);
    if (!Arrays.equals(bytes, copy)) {
      throw new AssertionError("the transformer changed the class file it was given");
    }
    byte[] file = woven == null ? bytes : woven;
    return defineClass(name, file, 0, file.length);
  }

  static byte[] bytes(String name) {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = WeavingLoader.class.getClassLoader().getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
