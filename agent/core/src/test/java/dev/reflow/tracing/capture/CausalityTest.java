package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.capture.CaptureRig.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CausalityTest {

  /** A message, named by its id. */
  static final class Note {
    final String id;

    Note(String id) {
      this.id = id;
    }

    String messageId() {
      return id;
    }
  }

  /** Wraps a message on its way. */
  private record Parcel(Note note) {}

  enum Signal {
    TICK;

    String messageId() {
      return "tick";
    }
  }

  /** A connector with the ends that its name gives. */
  private record Ends(String fromActor, @Nullable String toActor) {}

  /** A receiver. */
  private record Actor(String id) {}

  @TempDir Path dir;
  private @Nullable CaptureRig opened;
  private int site;
  private int handler;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void shouldLinkWhatAHandlerSendsToWhatItGot() throws Exception {
    open();
    Note first = new Note("1");
    Note second = new Note("2");
    send("a", "b", first);
    handle("b", first, () -> send("b", "c", second));
    handle("c", second, () -> send("c", "d", new Note("3")));

    Seen root = seen("1");
    assertThat(root.parent()).isNull();
    assertThat(seen("2").parent()).isEqualTo(root.id());
    assertThat(seen("3").parent()).isEqualTo(seen("2").id());
    assertThat(seen("3").root()).isEqualTo(root.id());
    assertThat(seen("3").chainDepth()).isEqualTo(2);
  }

  @Test
  void shouldLinkOneObjectThatGoesToSeveralActorsToEachByItself() throws Exception {
    open();
    Note note = new Note("1");
    send("a", "b", note);
    send("a", "c", note);
    send("a", "d", note);
    handle("d", note, () -> send("d", "e", new Note("of d")));
    handle("b", note, () -> send("b", "e", new Note("of b")));
    handle("c", note, () -> send("c", "e", new Note("of c")));

    for (String actor : List.of("b", "c", "d")) {
      assertThat(seen("of " + actor).parent()).isEqualTo(seen("1", actor).id());
    }
  }

  @Test
  void shouldLinkAForwardedObjectToTheHopBefore() throws Exception {
    open();
    Note note = new Note("1");
    send("a", "b", note);
    handle("b", note, () -> send("b", "c", note));
    handle("c", note, () -> send("c", "a", note));

    assertThat(seen("1", "c").parent()).isEqualTo(seen("1", "b").id());
    assertThat(seen("1", "a").parent()).isEqualTo(seen("1", "c").id());
  }

  @Test
  void shouldLinkAnObjectSentTwiceToOneActorInOrder() throws Exception {
    open();
    Note note = new Note("1");
    send("a", "b", note);
    send("x", "b", note);
    handle("b", note, () -> send("b", "c", new Note("first")));
    handle("b", note, () -> send("b", "c", new Note("second")));

    assertThat(seen("first").parent()).isEqualTo(event("1", "a", "b").id());
    assertThat(seen("second").parent()).isEqualTo(event("1", "x", "b").id());
  }

  @Test
  void shouldLinkARedeliveredMessageAndAFailedHandlersOne() throws Exception {
    open();
    Note note = new Note("1");
    send("a", "b", note);
    assertThatThrownBy(
            () ->
                handle(
                    "b",
                    note,
                    () -> {
                      send("b", "c", new Note("before"));
                      throw new IllegalStateException("handler");
                    }))
        .hasMessage("handler");
    handle("b", note, () -> send("b", "c", new Note("after")));
    send("b", "c", new Note("outside"));

    assertThat(seen("before").parent()).isEqualTo(seen("1").id());
    assertThat(seen("after").parent()).isEqualTo(seen("1").id());
    assertThat(seen("outside").parent()).isNull();
  }

  @Test
  void shouldNotTakeAConstantForTheOneThatWasHandledBefore() throws Exception {
    open();
    send("a", "b", Signal.TICK);
    handle("b", Signal.TICK, () -> send("b", "c", new Note("caused")));
    handle("b", Signal.TICK, () -> send("b", "c", new Note("by nobody")));

    assertThat(seen("caused").parent()).isEqualTo(seen("tick").id());
    assertThat(seen("by nobody").parent()).isNull();
  }

  @Test
  void shouldLinkNestedSynchronousSends() throws Exception {
    open();
    Note outer = new Note("1");
    Note inner = new Note("2");
    deliver(
        "a",
        "b",
        outer,
        () -> {
          deliver("b", "c", inner, () -> send("c", "d", new Note("3")));
          send("b", "d", new Note("4"));
        });

    assertThat(seen("2").parent()).isEqualTo(seen("1").id());
    assertThat(seen("3").parent()).isEqualTo(seen("2").id());
    assertThat(seen("4").parent()).isEqualTo(seen("1").id());
  }

  @Test
  void shouldLinkWhatAnActorSendsToItselfSynchronously() throws Exception {
    open();
    Actor actor = new Actor("b");
    Note first = new Note("1");
    Note second = new Note("2");
    send("a", "b", first);
    Runnable innermost =
        () -> rig().handle(handler, actor, second, () -> send("b", "c", new Note("3")));
    rig()
        .handle(
            handler, actor, first, () -> rig().send(site, new Ends("b", "b"), second, innermost));

    assertThat(seen("2").parent()).isEqualTo(seen("1").id());
    assertThat(seen("3").parent()).isEqualTo(seen("2").id());
  }

  @Test
  void shouldTakeAHandlerThatCallsItsOwnHandlersForOne() throws Exception {
    open();
    Actor actor = new Actor("b");
    Note note = new Note("1");
    send("a", "b", note);
    rig()
        .handle(
            handler,
            actor,
            note,
            () -> {
              rig().handle(handler, actor, note, () -> send("b", "c", new Note("2")));
              rig().handle(handler, actor, "part", () -> send("b", "c", new Note("3")));
            });

    assertThat(seen("2").parent()).isEqualTo(seen("1").id());
    assertThat(seen("3").parent()).isEqualTo(seen("1").id());
  }

  @Test
  void shouldLinkEachOfABatchThatAnActorTakesFromWithinAHandler() throws Exception {
    open();
    Actor actor = new Actor("b");
    Note first = new Note("1");
    Note second = new Note("2");
    send("a", "b", first);
    send("a", "b", second);
    rig()
        .handle(
            handler,
            actor,
            first,
            () -> {
              rig().handle(handler, actor, second, () -> send("b", "c", new Note("of 2")));
              send("b", "c", new Note("of 1"));
            });

    assertThat(seen("of 2").parent()).isEqualTo(seen("2").id());
    assertThat(seen("of 1").parent()).isEqualTo(seen("1").id());
  }

  @Test
  void shouldLinkToTheSendThatWasRepeatedAfterAFailure() throws Exception {
    open();
    Note note = new Note("1");
    assertThatThrownBy(
            () ->
                rig()
                    .send(
                        site,
                        new Ends("a", "b"),
                        note,
                        () -> {
                          throw new IllegalStateException("lost");
                        }))
        .hasMessage("lost");
    send("x", "b", note);
    handle("b", note, () -> send("b", "c", new Note("2")));

    assertThat(seen("2").parent()).isEqualTo(event("1", "x", "b").id());
  }

  @Test
  void shouldLinkByTheMessageAloneWhereTheConnectorDoesNotTellItsReceiver() throws Exception {
    open();
    Note note = new Note("1");
    send("a", null, note);
    handle("b", note, () -> send("b", "c", new Note("2")));
    Note twice = new Note("3");
    send("a", null, twice);
    send("a", null, twice);
    handle("b", twice, () -> send("b", "c", new Note("4")));

    assertThat(seen("2").parent()).isEqualTo(seen("1").id());
    assertThat(seen("4").parent()).as("one of two, nobody knows which").isNull();
  }

  @Test
  void shouldFollowTheCarrierThatARuleNames() throws Exception {
    open(
        "reflow.connector.post.type", Ends.class.getName(),
        "reflow.connector.post.method", "post",
        "reflow.connector.post.message", "arg0.note",
        "reflow.connector.post.carrier", "arg0",
        "reflow.connector.post.from-actor", "this.fromActor",
        "reflow.connector.post.to-actor", "this.toActor");
    Parcel parcel = new Parcel(new Note("1"));
    rig().send(rig().connector("post", Ends.class), new Ends("a", "b"), parcel);
    handle("b", parcel, () -> send("b", "c", new Note("2")));

    assertThat(seen("2").parent()).isEqualTo(seen("1").id());
  }

  @Test
  void shouldLinkNothingToWhatSamplingLeftOut() throws Exception {
    open("reflow.sampling.never", "quiet");
    Note note = new Note("1");
    send("quiet", "b", note);
    handle("b", note, () -> send("b", "c", new Note("2")));

    assertThat(seen("2").parent()).isNull();
  }

  @Test
  void shouldMakeEveryEventARootWhereItIsSwitchedOff() throws Exception {
    open("reflow.causality", "false");
    Note note = new Note("1");
    send("a", "b", note);
    handle("b", note, () -> send("b", "c", new Note("2")));

    assertThat(rig().events()).extracting(Seen::parent).containsOnlyNulls();
  }

  @Test
  void shouldLinkThousandsThatAreOnTheirWayAtOnce() throws Exception {
    open();
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Note note = new Note("r" + i);
      notes.add(note);
      send("a", "b", note);
      send("a", "c", note);
    }
    for (Note note : notes) {
      handle("c", note, () -> send("c", "d", new Note(note.id + " of c")));
      handle("b", note, () -> send("b", "d", new Note(note.id + " of b")));
    }

    Map<String, UUID> ids = new HashMap<>();
    rig().events().forEach(seen -> ids.put(seen.messageId() + " to " + seen.to(), seen.id()));
    assertThat(rig().events())
        .filteredOn(seen -> seen.to().equals("d"))
        .hasSize(10_000)
        .allSatisfy(
            seen -> {
              String[] words = String.valueOf(seen.messageId()).split(" of ", 2);
              assertThat(seen.parent()).isEqualTo(ids.get(words[0] + " to " + words[1]));
            });
  }

  private void open(String... settings) throws Exception {
    opened = new CaptureRig(dir, settings);
    site = opened.connector("conventions", Ends.class);
    handler = opened.receiver("conventions", Actor.class);
  }

  private CaptureRig rig() {
    CaptureRig rig = opened;
    if (rig == null) {
      throw new IllegalStateException("not open");
    }
    return rig;
  }

  private void send(String from, @Nullable String to, Object message) {
    rig().send(site, new Ends(from, to), message);
  }

  private void handle(String actor, Object message, Runnable body) {
    rig().handle(handler, new Actor(actor), message, body);
  }

  /** A send whose method calls the handler. */
  private void deliver(String from, String to, Object message, Runnable body) {
    rig().send(site, new Ends(from, to), message, () -> handle(to, message, body));
  }

  private Seen seen(String message) {
    List<Seen> found =
        rig().events().stream().filter(seen -> message.equals(seen.messageId())).toList();
    assertThat(found).as(message).hasSize(1);
    return found.get(0);
  }

  private Seen seen(String message, String to) {
    return rig().events().stream()
        .filter(seen -> message.equals(seen.messageId()) && seen.to().equals(to))
        .findFirst()
        .orElseThrow();
  }

  private Seen event(String message, String from, String to) {
    return rig().events().stream()
        .filter(seen -> message.equals(seen.messageId()))
        .filter(seen -> seen.from().equals(from) && seen.to().equals(to))
        .findFirst()
        .orElseThrow();
  }
}
