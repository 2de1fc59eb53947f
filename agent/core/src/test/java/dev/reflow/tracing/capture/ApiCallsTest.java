package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.bootstrap.ApiTracer;
import dev.reflow.tracing.capture.CaptureRig.Seen;
import dev.reflow.tracing.event.EventKind;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiCallsTest {

  static final class Ends {
    final String fromActor = "reader";
    final String toActor = "writer";
  }

  record Order(String messageId, long sizeBytes) {}

  static final class WriterActor {
    final String name = "writer";
  }

  @TempDir Path dir;
  private CaptureRig rig;
  private ApiTracer api;
  private int site;
  private final Ends ends = new Ends();

  @BeforeEach
  void setUp() throws Exception {
    rig = new CaptureRig(dir);
    api = rig.capture().api();
    site = rig.connector("conventions", Ends.class);
  }

  @AfterEach
  void tearDown() {
    rig.close();
  }

  private void send(Object message) {
    rig.send(site, ends, message);
  }

  private List<Map<String, Object>> attributes() {
    return rig.events().stream().map(Seen::attributes).toList();
  }

  private @Nullable String record(@Nullable String from, Object message) {
    return api.record(from, null, "audit", null, message, Map.of());
  }

  @Test
  void shouldPutAttributesOnTheNextFlowAlone() {
    api.attribute("region", "north");
    api.attribute("region", "south");
    api.attribute("tries", 2);
    api.attribute("object", new Object());
    send("a");
    send("b");

    assertThat(attributes()).containsExactly(Map.of("region", "south", "tries", 2L), Map.of());
  }

  @Test
  void shouldPutAttributesOnTheFlowInProgress() {
    rig.send(site, ends, "a", () -> api.attribute("region", "north"));
    send("b");

    assertThat(attributes()).containsExactly(Map.of("region", "north"), Map.of());
  }

  @Test
  void shouldForgetAttributesWithTheHandlingTheyWereSetIn() {
    int receiver = rig.receiver("conventions", WriterActor.class);
    rig.handle(receiver, new WriterActor(), "m", () -> api.attribute("region", "north"));
    send("a");

    assertThat(attributes()).containsExactly(Map.of());
  }

  @Test
  void shouldTakeNoMoreAttributesThanAFlowHasRoomFor() {
    for (int i = 0; i < 40; i++) {
      api.attribute("k" + i, i);
    }
    send("a");

    assertThat(attributes().get(0)).hasSize(16).containsEntry("k15", 15L);
  }

  @Test
  void shouldLoseAttributesOfAFlowThatIsLeftOut() throws Exception {
    rig.close();
    rig = new CaptureRig(dir, "reflow.sampling.never", "writer");
    api = rig.capture().api();
    site = rig.connector("conventions", Ends.class);
    for (int i = 0; i < 2_000; i++) {
      rig.send(site, ends, "a", () -> api.attribute("region", "north"));
    }
    assertThat(record("x", "m")).isNotNull();

    assertThat(attributes()).containsExactly(Map.of());
  }

  @Test
  void shouldNameTheEventThatIsBeingHandled() {
    int receiver = rig.receiver("conventions", WriterActor.class);
    Order order = new Order("o-1", 1);
    String[] seen = new String[1];
    assertThat(api.current()).isNull();
    send(order);
    rig.handle(receiver, new WriterActor(), order, () -> seen[0] = api.current());

    assertThat(seen[0]).isEqualTo(rig.events().get(0).id().toString());
    assertThat(api.current()).isNull();
  }

  @Test
  void shouldCauseWhatIsSentInAScope() {
    UUID cause = new UUID(7, 8);
    Object scope = api.begin(cause.toString());
    send("a");
    api.end(scope);
    send("b");

    assertThat(rig.events()).extracting(Seen::parent).containsExactly(cause, null);
    assertThat(api.begin("no id")).isNull();
    assertThat(api.begin(null)).isNull();
  }

  @Test
  void shouldKnowTheRootOfAnEventThatItNamed() {
    Object first = api.begin(new UUID(7, 8).toString());
    String id = record("shop", "m");
    api.end(first);
    Object second = api.begin(id);
    send("a");
    api.end(second);

    Seen sent = rig.events().get(1);
    assertThat(sent.parent()).hasToString(id);
    assertThat(sent.root()).isEqualTo(new UUID(7, 8));
    assertThat(sent.chainDepth()).isEqualTo(2);
  }

  @Test
  void shouldRecordAFlowThatNoConnectorCarries() {
    String id =
        api.record("shop", "out2", "audit", "in2", new Order("o-1", 9), Map.of("region", "north"));

    Seen seen = rig.events().get(0);
    assertThat(seen.id()).hasToString(id);
    assertThat(seen.ends()).isEqualTo("shop.out2 -> audit.in2");
    assertThat(seen.messageId()).isEqualTo("o-1");
    assertThat(seen.size()).isEqualTo(9);
    assertThat(seen.attributes()).containsExactly(Map.entry("region", "north"));
    assertThat(rig.count("shop -> audit").flows()).isEqualTo(1);
  }

  @Test
  void shouldRecordAFlowWhoseAttributesCannotBeReadAndEndIt() {
    Map<String, Object> withoutKey = new HashMap<>();
    withoutKey.put(null, "north");
    Map<String, Object> broken =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new ConcurrentModificationException();
          }
        };
    // More of them than sends may be nested.
    for (int i = 0; i < 300; i++) {
      assertThat(api.record("shop", null, "audit", null, "m", broken)).isNotNull();
      assertThat(api.record("shop", null, "audit", null, "m", withoutKey)).isNotNull();
    }
    send("m");

    assertThat(rig.events()).hasSize(601).last().extracting(Seen::to).isEqualTo("writer");
  }

  @Test
  void shouldStayInTheHandlingWhereAScopeInsideIsEndedTwice() {
    int receiver = rig.receiver("conventions", WriterActor.class);
    rig.handle(
        receiver,
        new WriterActor(),
        "m",
        () -> {
          Object outer = api.begin(new UUID(7, 8).toString());
          Object inner = api.begin(new UUID(7, 9).toString());
          api.end(outer);
          api.end(inner);
          record(null, "n");
        });

    assertThat(rig.ends()).containsExactly("writer.out -> audit.in");
  }

  @Test
  void shouldKeepAttributesForTheNextFlowOfAHandlingWhereAScopeInsideEnds() {
    int receiver = rig.receiver("conventions", WriterActor.class);
    rig.handle(
        receiver,
        new WriterActor(),
        "m",
        () -> {
          api.attribute("region", "north");
          api.end(api.begin(new UUID(7, 8).toString()));
          send("a");
        });

    assertThat(attributes()).containsExactly(Map.of("region", "north"));
  }

  @Test
  void shouldSendFromTheActorAtWorkWhereNobodyIsNamed() {
    int receiver = rig.receiver("conventions", WriterActor.class);
    rig.handle(receiver, new WriterActor(), "m", () -> record(null, "n"));
    record(null, "n");

    assertThat(rig.ends()).containsExactly("writer.out -> audit.in", "external.out -> audit.in");
  }

  @Test
  void shouldCarryCauseAndActorToAnotherThread() throws Exception {
    Order order = new Order("o-1", 1);
    send(order);
    Object[] kept = new Object[1];
    int receiver = rig.receiver("conventions", WriterActor.class);
    rig.handle(receiver, new WriterActor(), order, () -> kept[0] = api.keep());
    Thread other =
        new Thread(
            () -> {
              Object span = api.resume(kept[0]);
              record(null, "n");
              api.end(span);
              record(null, "n");
            });
    other.start();
    other.join();

    // Two threads' events lie in two stripes, whose order is by chance.
    UUID cause =
        rig.events().stream()
            .filter(seen -> seen.from().equals("reader"))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(rig.events())
        .filteredOn(seen -> seen.kind() == EventKind.FLOW && seen.to().equals("audit"))
        .extracting(Seen::from, Seen::parent)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("writer", cause),
            org.assertj.core.groups.Tuple.tuple("external", null));
    assertThat(api.keep()).isNull();
    assertThat(api.resume(null)).isNull();
  }

  @Test
  void shouldNotEndAScopeOnAnotherThread() throws Exception {
    Object scope = Objects.requireNonNull(api.begin(new UUID(7, 8).toString()));
    Thread other = new Thread(() -> api.end(scope));
    other.start();
    other.join();
    send("a");

    assertThat(rig.events().get(0).parent()).isEqualTo(new UUID(7, 8));
    api.end(scope);
    api.end("anything");
  }
}
