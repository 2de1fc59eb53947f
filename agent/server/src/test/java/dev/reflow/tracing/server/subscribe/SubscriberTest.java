package dev.reflow.tracing.server.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a subscriber gets whose connection takes no more than it is let. */
class SubscriberTest {

  private static final Pattern LEFT_OUT = Pattern.compile("\"left_out(_after)?\":(\\d+)");

  /** What waits in the connection and in the subscription. */
  private static final int HELD = 2_032;

  private final Figures figures = new Figures();
  private final Subscriptions subscriptions = new Subscriptions(figures);
  private final List<String> sent = new ArrayList<>();
  private final Deque<Runnable> underWay = new ArrayDeque<>();
  private final Subscriber subscriber =
      subscriptions.add(
          Filters.NONE,
          (text, done) -> {
            sent.add(text);
            underWay.add(done);
          });
  private int next;

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      StoredEvent event = new StoredEvent();
      event.frame = ("{\"number\":" + next++ + "}").getBytes(StandardCharsets.UTF_8);
      event.frameTo = event.frame.length;
      subscriptions.publish(List.of(event));
    }
  }

  /** Lets the connection take so many more. */
  private void take(int count) {
    for (int i = 0; i < count && !underWay.isEmpty(); i++) {
      underWay.remove().run();
    }
  }

  private void takeAll() {
    take(Integer.MAX_VALUE);
  }

  private long leftOut() {
    long sum = 0;
    for (String text : sent) {
      for (Matcher told = LEFT_OUT.matcher(text); told.find(); ) {
        sum += Long.parseLong(told.group(2));
      }
    }
    return sum;
  }

  @Test
  void shouldGetAllThatItKeepsUpWith() {
    for (int i = 0; i < 100; i++) {
      publish(HELD);
      takeAll();
    }
    assertThat(sent).hasSize(100 * HELD).noneMatch(text -> text.contains("left_out"));
    assertThat(sent.get(7))
        .isEqualTo(
            "{\"EventNotification\":{\"trace_id\":\"00000000-0000-0000-0000-000000000000\","
                + "\"event\":{\"number\":7}}}");
  }

  @Test
  void shouldBeToldHowManyWereLeftOutThoughNothingComesBehindThem() {
    publish(10_000);
    takeAll();
    assertThat(sent).hasSize(HELD);
    assertThat(sent.get(HELD - 1)).endsWith("},\"left_out_after\":" + (10_000 - HELD) + "}}");
    assertThat(figures.notificationsLeftOut.sum()).isEqualTo(10_000 - HELD);
    publish(1);
    takeAll();
    assertThat(sent.get(HELD)).contains("\"number\":10000}").doesNotContain("left_out");
  }

  @Test
  void shouldGetAShareOfWhatIsTooMuchAndBeToldOfTheRest() {
    // Ten times what it takes.
    for (int i = 0; i < 2_000; i++) {
      publish(100);
      take(10);
    }
    takeAll();
    assertThat(sent.size()).isBetween(15_000, 20_000 + HELD);
    assertThat(sent.size() + leftOut()).isEqualTo(200_000);
    assertThat(sent).anyMatch(text -> text.contains("\"kept_one_in\":8"));
    assertThat(sent).noneMatch(text -> text.contains("\"kept_one_in\":128"));
  }

  @Test
  void shouldGetAllAgainAsSoonAsItHasTakenWhatWaits() {
    publish(100_000);
    takeAll();
    int before = sent.size();
    for (int i = 0; i < 100; i++) {
      publish(10);
      takeAll();
    }
    assertThat(sent.subList(before, sent.size()))
        .hasSize(1_000)
        .noneMatch(text -> text.contains("left_out"));
  }

  @Test
  void shouldGetNothingMoreOnceItIsOver() {
    publish(HELD);
    subscriptions.remove(subscriber);
    takeAll();
    publish(10);
    assertThat(sent).hasSize(32);
    assertThat(figures.subscriptionsActive.get()).isZero();
  }
}
