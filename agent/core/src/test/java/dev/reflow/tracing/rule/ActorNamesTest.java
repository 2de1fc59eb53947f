package dev.reflow.tracing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorNamesTest {

  @Test
  void shouldShowNamesUnchangedWithoutARule() {
    ActorNames names = new ActorNames(List.of(), List.of(), Map.of());

    assertThat(names.shown("/user/$a")).isEqualTo("/user/$a");
    assertThat(names.ignores("/system/log")).isFalse();
  }

  @Test
  void shouldCollapseSegmentsToTheirGlob() {
    ActorNames names = new ActorNames(List.of(), List.of("$*", "session-*"), Map.of());

    assertThat(names.shown("/user/pool/$a")).isEqualTo("/user/pool/$*");
    assertThat(names.shown("/user/session-7/$b/x")).isEqualTo("/user/session-*/$*/x");
    assertThat(names.shown("/user/cash$")).isEqualTo("/user/cash$");
    assertThat(names.shown("session-1")).isEqualTo("session-*");
    assertThat(names.shown("")).isEmpty();
  }

  @Test
  void shouldRenameByNameOrGlobBeforeItCollapses() {
    ActorNames names =
        new ActorNames(
            List.of(), List.of("$*"), Map.of("/deadLetters", "external", "**/flow-*/**", "stream"));

    assertThat(names.shown("/deadLetters")).isEqualTo("external");
    assertThat(names.shown("/system/flow-0/$a/b")).isEqualTo("stream");
    assertThat(names.shown("/user/$a")).isEqualTo("/user/$*");
  }

  @Test
  void shouldIgnoreByTheNameShown() {
    ActorNames names =
        new ActorNames(
            List.of("/system/**", "/"), List.of(), Map.of("/system/streams/**", "stream"));

    assertThat(names.ignores("/system/log/a")).isTrue();
    assertThat(names.ignores("/")).isTrue();
    assertThat(names.ignores("/user/a")).isFalse();
    assertThat(names.ignores("/system/streams/1")).isFalse();
  }
}
