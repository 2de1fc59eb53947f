package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector of every shape: each send is one event, and the program does not notice. */
final class ShapesIT {

  private static final String PROGRAM = "app.shapes.ShapesMain";

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldTraceEachSendOnceAndChangeNothing(int feature) throws Exception {
    AgentRun run = new AgentRun("shapes", Jdk.of(feature)).withFileSink();
    Path truth = run.directory().resolve("truth.txt");
    Outcome untraced = run.runUntraced(PROGRAM, truth.toString());
    assertThat(untraced.status()).as(untraced.stderr()).isZero();

    Outcome traced = run.run(PROGRAM, truth.toString());

    assertThat(traced.status()).as(traced.stderr()).isZero();
    assertThat(traced.stdout()).isEqualTo(untraced.stdout());
    assertThat(traced.strangeLines()).isEmpty();
    List<Flow> flows = traced.flows();
    ShapesTruth.compare(Files.readAllLines(truth), flows);
    assertUniqueAndShipped(flows, traced.fileEvents());
  }

  private static void assertUniqueAndShipped(List<Flow> flows, List<WireEvent> shipped) {
    Set<UUID> ids = new HashSet<>();
    flows.forEach(flow -> assertThat(ids.add(flow.eventId())).as("unique id of %s", flow).isTrue());
    assertThat(shipped).extracting(WireEvent::eventId).containsExactlyInAnyOrderElementsOf(ids);
  }
}
