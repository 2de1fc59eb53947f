package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import java.util.ArrayList;
import java.util.List;

/** Numbers woven methods in the order in which they come. */
class RecordingRegistry implements SiteRegistry {

  final List<WovenMethod> methods = new ArrayList<>();
  final List<String> rules = new ArrayList<>();

  @Override
  public int connector(ConnectorRule rule, WovenMethod method) {
    return add("connector " + rule.name(), method);
  }

  @Override
  public int receiver(ReceiverRule rule, WovenMethod method) {
    return add("receiver " + rule.name(), method);
  }

  private int add(String rule, WovenMethod method) {
    rules.add(rule);
    methods.add(method);
    return methods.size() - 1;
  }
}
