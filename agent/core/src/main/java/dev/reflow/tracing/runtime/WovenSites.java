package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Sites;
import dev.reflow.tracing.capture.WovenSend;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.weave.SiteRegistry;
import dev.reflow.tracing.weave.WovenMethod;

/** Makes capture know each method that weaving weaves. Any thread. */
final class WovenSites implements SiteRegistry {

  private final Sites sites;
  private final RuleReport report;

  WovenSites(Sites sites, RuleReport report) {
    this.sites = sites;
    this.report = report;
  }

  @Override
  public int connector(ConnectorRule rule, WovenMethod method) {
    return sites.add(rule, woven(method, report.connector(rule.name())));
  }

  @Override
  public int receiver(ReceiverRule rule, WovenMethod method) {
    return sites.add(rule, woven(method, report.receiver(rule.name())));
  }

  @Override
  public void sawSpans(ClassLoader loader) {
    sites.sawSpans(loader);
  }

  private static WovenSend woven(WovenMethod method, RuleReport.Entry entry) {
    return new WovenSend(
        method.className(),
        method.messageArgument(),
        method.otherArgument(),
        method.stateField(),
        entry::fired);
  }
}
