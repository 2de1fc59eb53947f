package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionStoreTest {

  private static final Position FIRST = position(1, 8_192, 480);
  private static final Position SECOND = position(2, 4L << 32, 0);

  @TempDir Path dir;
  private Path file;
  private PositionStore store;

  @BeforeEach
  void setUp() {
    file = dir.resolve("positions").resolve("websocket");
    store = new PositionStore(file);
  }

  @Test
  void shouldReadNoneBeforeOneWasWritten() throws Exception {
    assertThat(store.read()).isNull();
  }

  @Test
  void shouldReadWhatWasWrittenLast() throws Exception {
    write(FIRST, SECOND);

    assertThat(new PositionStore(file).read()).isEqualTo(SECOND);
  }

  @Test
  void shouldGoOnInAnotherProcess() throws Exception {
    write(FIRST);
    store = new PositionStore(file);
    write(SECOND);
    store = new PositionStore(file);
    write(FIRST);

    assertThat(new PositionStore(file).read()).isEqualTo(FIRST);
  }

  @Test
  void shouldKeepTheLastGoodOneWhileWritingFails() throws Exception {
    write(FIRST, SECOND);
    Position.Place[] tooMany = new Position.Place[Position.MAX_STRIPES + 1];
    Arrays.fill(tooMany, Position.Place.BEGINNING);
    assertThatThrownBy(() -> store.write(new Position(tooMany)))
        .isInstanceOf(BufferOverflowException.class);
    byte[] before = Files.readAllBytes(file);
    write(FIRST);
    byte[] after = Files.readAllBytes(file);

    // The slot of the second's, which was the only good one if the failed write had been half-way.
    int half = before.length / 2;
    assertThat(Arrays.copyOf(after, half)).isEqualTo(Arrays.copyOf(before, half));
    assertThat(new PositionStore(file).read()).isEqualTo(FIRST);
  }

  @Test
  void shouldFallBackToTheOtherSlotWhenTheNewestIsTorn() throws Exception {
    write(FIRST, SECOND);
    byte[] bytes = Files.readAllBytes(file);
    // The second write's turn is even: it went to the first slot.
    bytes[30] ^= 1;
    Files.write(file, bytes);

    assertThat(new PositionStore(file).read()).isEqualTo(FIRST);
  }

  @Test
  void shouldReadTheFirstEvenWhereTheFileIsShort() throws Exception {
    write(FIRST);

    assertThat(new PositionStore(file).read()).isEqualTo(FIRST);
  }

  @Test
  void shouldNameTheFileThatHoldsNoPosition() throws Exception {
    write(FIRST, SECOND);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (byte) 0x5A);
    Files.write(file, bytes);
    PositionStore damaged = new PositionStore(file);

    assertThatThrownBy(damaged::read)
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageContaining(file.toString());
    damaged.write(FIRST);
    damaged.close();
    assertThat(new PositionStore(file).read()).isEqualTo(FIRST);
  }

  private void write(Position... positions) throws Exception {
    for (Position position : positions) {
      store.write(position);
    }
    store.close();
  }

  private static Position position(long segment, long pageAt, int offset) {
    return new Position(
        new Position.Place[] {
          new Position.Place(segment, pageAt, offset), Position.Place.BEGINNING
        });
  }
}
