package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.Rules;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Gets each class file that the JVM is about to define and weaves the few that a rule matches. Runs
 * on whichever thread loads a class, on several at once, and never throws.
 *
 * <p>A class once woven comes out woven the same whenever it is transformed again, also after the
 * agent stopped: a woven field cannot be taken back, and another agent's retransformation would
 * fail without it.
 */
final class WeaveTransformer implements ClassFileTransformer {

  private static final @Nullable ClassLoader OWN_LOADER = WeaveTransformer.class.getClassLoader();
  private static final ClassLoader PLATFORM_LOADER = ClassLoader.getPlatformClassLoader();

  /** Once an application loads it, events are to name its spans. */
  private static final String SPAN = "io.opentelemetry.api.trace.Span";

  private final SiteRegistry registry;
  private final RuleMatcher matcher;
  private final Supertypes supertypes;
  private final WeavePlanner planner;
  private final Refusals refusals;
  private final RuleReport report;
  private final GateVisibility gate = new GateVisibility();
  private final PerLoader<WovenClass> wovenClasses = new PerLoader<>();
  private volatile boolean closed;

  WeaveTransformer(Rules rules, SiteRegistry registry, RuleReport report, Log log) {
    this.registry = registry;
    this.matcher = new RuleMatcher(rules);
    this.supertypes = new Supertypes(matcher.meansJdk());
    this.planner = new WeavePlanner(registry);
    this.refusals = new Refusals(report, log);
    this.report = report;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null || loader == OWN_LOADER) {
      return null;
    }
    String name = internalName.replace('/', '.');
    try {
      return transform(loader, name, redefined, classFile);
    } catch (Throwable e) {
      // Whatever it is, the class is to be loaded as it was written.
      refusals.failed(name, e);
      return null;
    }
  }

  /** Whether a loaded class is one that a rule is for and that is not woven yet. */
  boolean wants(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != OWN_LOADER
        && concernsRules(loader, type.getName())
        && !sawSpans(loader, type.getName())
        && wovenClasses.get(loader, type.getName()) == null
        && matcher.matchesType(new LoadedType(type));
  }

  private boolean sawSpans(@Nullable ClassLoader loader, String name) {
    if (loader == null || !name.equals(SPAN)) {
      return false;
    }
    registry.sawSpans(loader);
    return true;
  }

  /** Loads Byte Buddy and weaves a class for nobody. */
  static void warmUp() {
    Warmup.run(Weaving.WEAVER);
  }

  /** Weaves no more classes than it has. */
  void close() {
    closed = true;
  }

  private byte @Nullable [] transform(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> redefined, byte[] classFile) {
    if (!concernsRules(loader, name)) {
      return null;
    }
    if (sawSpans(loader, name)) {
      return null;
    }
    if (redefined != null) {
      WovenClass woven = wovenClasses.get(loader, name);
      if (woven != null) {
        return Weaving.WEAVER.weave(name, classFile, woven);
      }
    }
    if (closed || !matcher.mayMatch(name, classFile)) {
      return null;
    }
    ClassOutline outline = new ClassOutline(classFile);
    UnloadedType type = new UnloadedType(outline, loader, supertypes);
    ClassMatch match = matcher.match(outline, type);
    match.reportMatched(name, report);
    matcher.reportNamed(name, report);
    return match.isEmpty() ? null : weave(loader, redefined == null, outline, match, classFile);
  }

  private byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      boolean firstLoad,
      ClassOutline outline,
      ClassMatch match,
      byte[] classFile) {
    String name = outline.name();
    if (!gate.isSeenBy(loader)) {
      refusals.unseen(name, loader, match);
      return null;
    }
    try {
      WovenClass before = wovenClasses.get(loader, name);
      WovenClass woven = planner.plan(match, outline, loader, firstLoad, before);
      byte[] wovenFile = woven.isEmpty() ? null : Weaving.WEAVER.weave(name, classFile, woven);
      wovenClasses.put(loader, name, woven);
      match.reportWoven(name, woven, report);
      return wovenFile;
    } catch (RuntimeException | LinkageError e) {
      refusals.refused(name, match, e);
      return null;
    }
  }

  /** Leaves out what no rule can mean: the agent's own classes and nearly all of the JDK's. */
  private boolean concernsRules(@Nullable ClassLoader loader, String name) {
    if (loader != null && loader != PLATFORM_LOADER) {
      return true;
    }
    return JdkTypes.isJdkPackage(name)
        ? matcher.meansJdkType(name)
        : !name.startsWith("dev.reflow.tracing.");
  }

  /** Loads Byte Buddy with the first class that a rule matches, not with the agent. */
  static final class Weaving {

    static final ClassWeaver WEAVER = new ClassWeaver();

    private Weaving() {}
  }
}
