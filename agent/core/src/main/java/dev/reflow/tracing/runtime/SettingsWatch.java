package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.SettingChange;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsSource;
import dev.reflow.tracing.health.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties file again when it was saved, and hands the settings that are live to those
 * whom they concern. Looks at the file and waits for nothing. One thread.
 *
 * <p>A change is taken over once the file looked alike twice, so that one that is being written is
 * left alone. What is wrong with it, or its being gone, leaves the settings as they are.
 */
final class SettingsWatch {

  /** Whom live settings concern. */
  interface Listener {
    void apply(Settings settings);
  }

  private record FileState(long bytes, long modifiedMs, @Nullable Object key) {}

  private final SettingsSource source;
  private final Log log;
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<String, String> toldForRestart = new HashMap<>();
  private final Set<String> toldWarnings = new HashSet<>();
  private final @Nullable Path file;
  private Settings inForce;
  private @Nullable FileState last;
  private @Nullable FileState taken;

  /** The settings in force are {@code loaded} and told to whom they concern. */
  SettingsWatch(SettingsSource source, Loaded loaded, Log log) {
    this.source = source;
    this.log = log;
    this.inForce = loaded.settings();
    this.file = source.file().orElse(null);
    loaded.problems().forEach(problem -> toldWarnings.add(problem.toString()));
  }

  /** Hands live settings to {@code listener} when they change. */
  void add(Listener listener) {
    listeners.add(listener);
  }

  /** Looks at the file; to be called twice a second. */
  void poll() {
    Path watched = file;
    if (watched == null) {
      return;
    }
    FileState before = last;
    FileState now = look(watched);
    last = now;
    if (now == null) {
      tellGone(watched);
    } else if (now.equals(before) && !now.equals(taken)) {
      Loaded loaded = source.load();
      // Else it was saved once more meanwhile, and what was read may be a half.
      if (now.equals(look(watched))) {
        taken = now;
        take(loaded);
      }
    }
  }

  private void tellGone(Path watched) {
    if (taken != null) {
      taken = null;
      log.warn(watched + " is gone; the settings stay as they are");
    }
  }

  private static @Nullable FileState look(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.isRegularFile()
          ? new FileState(found.size(), found.lastModifiedTime().toMillis(), found.fileKey())
          : null;
    } catch (IOException absent) {
      return null;
    }
  }

  private void take(Loaded loaded) {
    List<Problem> errors = loaded.problems().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      for (int i = 0; i < errors.size(); i++) {
        String end = i < errors.size() - 1 ? "" : "; the settings stay as they were";
        log.error(errors.get(i) + end);
      }
      return;
    }
    tellWarnings(loaded.problems());
    List<SettingChange> changes = inForce.changesTo(loaded.settings());
    takeOver(changes.stream().filter(SettingChange::live).toList(), loaded.settings());
    tellRestart(changes.stream().filter(change -> !change.live()).toList());
  }

  private void tellWarnings(List<Problem> problems) {
    Set<String> now = new HashSet<>();
    for (Problem problem : problems) {
      String line = problem.toString();
      if (now.add(line) && !toldWarnings.contains(line)) {
        log.warn(line);
      }
    }
    toldWarnings.clear();
    toldWarnings.addAll(now);
  }

  private void takeOver(List<SettingChange> changes, Settings loaded) {
    if (changes.isEmpty()) {
      return;
    }
    inForce = inForce.withLive(loaded);
    String line = "settings changed: " + join(changes);
    boolean wasHeard = Log.Level.INFO.compareTo(log.level()) <= 0;
    if (wasHeard) {
      log.info(line);
    }
    for (Listener listener : listeners) {
      try {
        listener.apply(inForce);
      } catch (RuntimeException failed) {
        log.error("a changed setting could not be put in force: " + failed);
      }
    }
    if (!wasHeard) {
      log.info(line);
    }
  }

  /** Each once for each value. */
  private void tellRestart(List<SettingChange> changes) {
    List<SettingChange> untold = new ArrayList<>();
    Map<String, String> now = new HashMap<>();
    for (SettingChange change : changes) {
      now.put(change.key(), change.to());
      if (!change.to().equals(toldForRestart.get(change.key()))) {
        untold.add(change);
      }
    }
    toldForRestart.clear();
    toldForRestart.putAll(now);
    if (!untold.isEmpty()) {
      log.warn("these settings take effect at the next start: " + join(untold));
    }
  }

  private static String join(List<SettingChange> changes) {
    return changes.stream().map(SettingChange::toString).collect(Collectors.joining(", "));
  }
}
