package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.RuleEntry;
import dev.reflow.tracing.config.RuleFile;
import dev.reflow.tracing.config.RuleKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lines gathered by rule: shipped ones first, then the user's, who may change a shipped rule. */
final class RuleSet {

  // By a text and not by a record: a record's hashCode spins its code at run time, which took a
  // quarter of the time to load the rules, before the application's main.
  private final Map<String, RuleLines> rules = new LinkedHashMap<>();
  private final List<Problem> problems;

  /** Adds to {@code problems}. */
  RuleSet(List<Problem> problems) {
    this.problems = problems;
  }

  /** A line for a rule that is already there replaces that rule's or joins it. */
  void add(Collection<RuleEntry> entries, ShippedIn shippedIn) {
    for (RuleEntry entry : entries) {
      if (entry.kind() == RuleKind.SAMPLING) {
        continue;
      }
      String id = id(entry.kind(), entry.rule());
      RuleLines lines = rules.get(id);
      if (lines == null) {
        lines = new RuleLines(entry.kind(), entry.rule(), shippedIn, problems);
        rules.put(id, lines);
      }
      lines.add(entry);
    }
  }

  void addShipped(ShippedIn file) {
    String name = file.fileName() + ".properties";
    try (InputStream in = RuleSet.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      add(RuleFile.read(name, new String(bytes, StandardCharsets.UTF_8)), file);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The convention's lines for {@code kind}. */
  RuleLines convention(RuleKind kind) {
    return Objects.requireNonNull(rules.get(id(kind, ShippedIn.CONVENTIONS.fileName())));
  }

  /** The rules of {@code kind}, in the order of {@code wanted}. */
  List<RuleLines> of(RuleKind kind, Collection<ShippedIn> wanted) {
    List<RuleLines> found = new ArrayList<>();
    for (ShippedIn shippedIn : wanted) {
      for (RuleLines lines : rules.values()) {
        if (lines.kind() == kind && lines.shippedIn() == shippedIn) {
          found.add(lines);
        }
      }
    }
    return found;
  }

  private static String id(RuleKind kind, String name) {
    return kind.name() + " " + name;
  }
}
