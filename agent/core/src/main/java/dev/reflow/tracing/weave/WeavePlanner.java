package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers the methods that a class's match names, and says how to weave them. Any thread. */
final class WeavePlanner {

  private final SiteRegistry registry;

  WeavePlanner(SiteRegistry registry) {
    this.registry = registry;
  }

  /**
   * The plan for a class.
   *
   * @param mayAddFields false once the class is loaded
   * @param before how the class was planned before, as its sites keep their numbers
   */
  WovenClass plan(
      ClassMatch match,
      ClassOutline outline,
      @Nullable ClassLoader loader,
      boolean mayAddFields,
      @Nullable WovenClass before) {
    boolean fields = mayAddFields && !outline.isInterface() && !outline.isRecord();
    boolean stateField = fields && match.hasInstanceMethod();
    Target target = new Target(loader, outline.name(), stateField);
    Map<String, Site> sites = new LinkedHashMap<>();
    Map<String, Site> known = before == null ? Map.of() : before.sites();
    match
        .connectors()
        .forEach((method, rule) -> put(sites, method, known, () -> send(target, method, rule)));
    match
        .receivers()
        .forEach((method, rule) -> put(sites, method, known, () -> handle(target, method, rule)));
    return new WovenClass(Map.copyOf(sites), stateField, fields && match.carrier() != null);
  }

  private static void put(
      Map<String, Site> sites,
      DeclaredMethod method,
      Map<String, Site> known,
      Supplier<Site> register) {
    Site site = known.get(method.key());
    sites.put(method.key(), site == null ? register.get() : site);
  }

  private record Target(@Nullable ClassLoader loader, String className, boolean stateField) {}

  private Site send(Target target, DeclaredMethod method, ConnectorRule rule) {
    ArgumentUse use = ArgumentUse.of(rule);
    boolean passesResult =
        Descriptor.returnsObject(method.descriptor())
            || (use.result() && Descriptor.returnsAnything(method.descriptor()));
    int parameters = Descriptor.parameters(method.descriptor()).size();
    int other = use.onlyOtherOf(parameters);
    boolean passesArguments = other < 0 && use.othersOf(parameters) > 0;
    WovenMethod woven = woven(target, method, use, other, passesArguments, passesResult);
    return site(Site.Kind.SEND, registry.connector(rule, woven), woven);
  }

  private Site handle(Target target, DeclaredMethod method, ReceiverRule rule) {
    ArgumentUse use = ArgumentUse.of(rule);
    boolean passesArguments = use.othersOf(Descriptor.parameters(method.descriptor()).size()) > 0;
    WovenMethod woven = woven(target, method, use, -1, passesArguments, false);
    return site(Site.Kind.HANDLE, registry.receiver(rule, woven), woven);
  }

  private static WovenMethod woven(
      Target target,
      DeclaredMethod method,
      ArgumentUse use,
      int otherArgument,
      boolean passesArguments,
      boolean passesResult) {
    return new WovenMethod(
        target.loader(),
        target.className(),
        method.name(),
        method.descriptor(),
        method.isStatic(),
        target.stateField() && !method.isStatic(),
        use.messageArgument(),
        otherArgument,
        passesArguments,
        passesResult);
  }

  private static Site site(Site.Kind kind, int number, WovenMethod woven) {
    return new Site(
        number,
        kind,
        woven.messageArgument(),
        woven.otherArgument(),
        woven.passesArguments(),
        woven.passesResult());
  }
}
