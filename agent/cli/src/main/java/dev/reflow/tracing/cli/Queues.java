package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Origin;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.queue.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds queues: by directory, or by the service's name under the default directory. One thread. */
final class Queues {

  private final Path queueDir;
  private final boolean isDefault;
  private final Path workingDirectory;

  Queues(Settings settings, Path workingDirectory) {
    this.queueDir = settings.get(Options.QUEUE_DIR);
    this.isDefault = settings.origin(Options.QUEUE_DIR).kind() == Origin.Kind.DEFAULT;
    this.workingDirectory = workingDirectory;
  }

  /** Where queues are looked for: the configured one's own directory, or that of all services. */
  Path root() {
    Path parent = queueDir.getParent();
    return isDefault && parent != null ? parent : queueDir;
  }

  /**
   * The queue that {@code name} means, a path or a service's name; it need not be there yet. A
   * directory that happens to be called like the service does not stand in the way of its queue.
   */
  QueueSource named(String name) {
    Path path = workingDirectory.resolve(name).normalize();
    QueueSource given = new QueueSource(path, RunDirectory.isRun(path));
    boolean isName = !name.contains("/") && !name.contains("\\");
    return isName && given.runs().isEmpty() ? new QueueSource(root().resolve(name), false) : given;
  }

  /**
   * The queue that {@code name} means, or without a name the only one there is; it has at least one
   * run.
   */
  QueueSource one(@Nullable String name) {
    QueueSource source = name == null ? only() : named(name);
    if (source.runs().isEmpty()) {
      List<QueueSource> below = below(source.directory());
      if (below.size() != 1) {
        throw nothingAt(source);
      }
      return below.get(0);
    }
    return source;
  }

  private QueueSource only() {
    List<QueueSource> found = below(root());
    return switch (found.size()) {
      case 0 -> throw CommandException.nothingFound("no queue in " + root());
      case 1 -> found.get(0);
      default ->
          throw CommandException.usage(
              "which queue? there are "
                  + found.stream().map(QueueSource::name).collect(Collectors.joining(", ")));
    };
  }

  /** The runs of the queue that {@code name} means, oldest first; there is at least one. */
  List<RunDirectory> existingRuns(String name) {
    QueueSource source = named(name);
    List<RunDirectory> runs = source.runs();
    if (runs.isEmpty()) {
      throw nothingAt(source);
    }
    return runs;
  }

  /** Says that there is nothing at {@code source}, and what there is instead. */
  CommandException nothingAt(QueueSource source) {
    boolean exists = Files.isDirectory(source.directory());
    List<QueueSource> others = below(exists ? source.directory() : root());
    String names = others.stream().map(QueueSource::name).collect(Collectors.joining(", "));
    if (exists && !others.isEmpty()) {
      return CommandException.usage(source.directory() + " holds several queues: " + names);
    }
    String line =
        exists ? source.directory() + " holds no queue" : "no queue at " + source.directory();
    return CommandException.nothingFound(others.isEmpty() ? line : line + "; there are: " + names);
  }

  /** Where the configured service's queue is; {@link #root} where no service is configured. */
  Path directory(Settings settings) {
    boolean named = settings.origin(Options.SERVICE).kind() != Origin.Kind.DEFAULT;
    return isDefault && !named ? root() : queueDir;
  }

  /** Every queue with a run in it, below {@code directory} or that directory itself. */
  static List<QueueSource> below(Path directory) {
    QueueSource itself = new QueueSource(directory, false);
    if (!itself.runs().isEmpty()) {
      return List.of(itself);
    }
    List<QueueSource> found = new ArrayList<>();
    for (Path child : children(directory)) {
      QueueSource queue = new QueueSource(child, false);
      if (!queue.runs().isEmpty()) {
        found.add(queue);
      }
    }
    return found;
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw CommandException.failure(directory + " cannot be read: " + e.getMessage());
    }
  }
}
