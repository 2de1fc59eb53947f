package dev.reflow.tracing.runtime;

import dev.reflow.tracing.capture.Capture;
import dev.reflow.tracing.capture.Wanted;
import dev.reflow.tracing.config.EventType;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import java.util.Set;

/** Tells capture what is wanted beyond flows, at the start and when it changes. One thread. */
final class FullEventSettings implements SettingsWatch.Listener {

  private final Capture capture;

  FullEventSettings(Capture capture) {
    this.capture = capture;
  }

  @Override
  public void apply(Settings settings) {
    Set<EventType> events = settings.get(Options.EVENTS);
    capture.want(
        new Wanted(
            events.contains(EventType.MESSAGE_SENT), events.contains(EventType.MESSAGE_RECEIVED)));
  }
}
