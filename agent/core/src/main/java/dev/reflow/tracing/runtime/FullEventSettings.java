package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.capture.Wanted;
import dev.reflow.tracing.config.EventType;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.content.ContentPolicy;
import dev.reflow.tracing.health.Log;
import java.util.Set;

/** Tells capture what is wanted beyond flows, at the start and when it changes. One thread. */
final class FullEventSettings implements SettingsWatch.Listener {

  private final Capture capture;
  private final Log log;
  private boolean wasContent;

  FullEventSettings(Capture capture, Log log) {
    this.capture = capture;
    this.log = log;
  }

  @Override
  public void apply(Settings settings) {
    Set<EventType> events = settings.get(Options.EVENTS);
    ContentPolicy content = ContentPolicy.of(settings);
    warn(content);
    capture.want(
        new Wanted(
            events.contains(EventType.MESSAGE_SENT),
            events.contains(EventType.MESSAGE_RECEIVED),
            content));
  }

  private void warn(ContentPolicy policy) {
    if (policy.content() && !wasContent) {
      log.warn(
          "content capture is on: what messages hold is written to the queue and shipped, but for "
              + (policy.redact().isEmpty()
                  ? "nothing, since no redaction is set"
                  : String.join(", ", policy.redact())));
    }
    wasContent = policy.content();
  }
}
