package dev.reflow.tracing.cli;

import dev.reflow.tracing.analysis.drawing.GraphDrawing;
import dev.reflow.tracing.analysis.graph.DotText;
import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.graph.GraphJson;
import dev.reflow.tracing.analysis.graph.MermaidText;
import dev.reflow.tracing.analysis.stats.EdgeStatistics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws who sends to whom. One thread. */
@Command(
    name = "graph",
    sortOptions = false,
    description = {
      "Draws the actors of a queue and what flows between them. Without a file it prints the graph"
          + " as Mermaid, as Markdown pages show it.",
      ""
    },
    footer = {
      "",
      "In the SVG a line is as wide as its rate and of the colour of its transfer time; dashed red"
          + " where flows failed. It follows the browser's light or dark.",
      "",
      "Examples:",
      "  graph orders -o flow.svg            for a browser",
      "  graph orders -o flow.dot            for Graphviz; .mmd for Mermaid, .json for programs",
      "  graph orders --since 1h --where \"source_actor LIKE 'order%%'\" -o part.svg"
    })
final class GraphCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUEUE",
      description =
          "A service's name, its queue's directory, or the directory of a single run in it; not"
              + " needed where there is one queue.")
  private @Nullable String queue;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes a file: .svg, .dot, .mmd or .json, as its name ends.")
  private @Nullable Path output;

  @Mixin private final EventFilter filter = new EventFilter();

  @Option(names = "--json", description = "Prints the graph as one JSON object.")
  private boolean json;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  GraphCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    OutputFile file = output == null ? null : new OutputFile(output);
    if (file != null) {
      file.requireExtension("svg", "dot", "mmd", "json");
    }
    filter.prepare(surroundings);
    Queues queues =
        new Queues(configuration.require(surroundings), surroundings.workingDirectory());
    QueueSource source = queues.one(queue);
    FlowGraph graph = read(source);
    if (file != null) {
      file.write(text(graph, file.extension(), source.name()), surroundings);
    } else {
      surroundings.terminal().out().print(text(graph, json ? "json" : "mmd", source.name()));
    }
    return ExitStatus.OK;
  }

  private FlowGraph read(QueueSource source) {
    EdgeStatistics statistics = new EdgeStatistics();
    try (FlowScan scan = new FlowScan(source, filter, surroundings)) {
      scan.read(statistics);
    }
    if (statistics.isEmpty()) {
      throw CommandException.nothingFound("no event in " + source.directory() + filter.text());
    }
    return FlowGraph.of(statistics.summaries());
  }

  private static String text(FlowGraph graph, String form, String title) {
    return switch (form) {
      case "svg" -> GraphDrawing.of(graph, title);
      case "dot" -> DotText.of(graph);
      case "json" -> GraphJson.of(graph);
      default -> MermaidText.of(graph);
    };
  }
}
