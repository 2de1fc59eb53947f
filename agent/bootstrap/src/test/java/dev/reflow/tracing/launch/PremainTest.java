package dev.reflow.tracing.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PremainTest {

  private static final int JAVA_8_CLASS_FILE = 52;
  private static final int JAVA_17_CLASS_FILE = 61;

  @Test
  void shouldSayInOneLineThatTheJvmIsTooOld() {
    assertThat(Premain.refusal("11.0.2"))
        .isEqualTo(
            "reflow: tracing needs Java 17 or later, this is 11.0.2; the application runs untraced");
  }

  @Test
  void shouldReadTheReleaseOfOldAndNewJvms() {
    assertThat(Premain.featureRelease("1.8")).isEqualTo(8);
    assertThat(Premain.featureRelease("11")).isEqualTo(11);
    assertThat(Premain.featureRelease("25")).isEqualTo(25);
  }

  @Test
  void shouldTakeWhatIsNoVersionForTooOld() {
    assertThat(Premain.featureRelease("")).isZero();
    assertThat(Premain.featureRelease("next")).isZero();
  }

  @Test
  void shouldBeLoadableByJava8() throws IOException {
    assertThat(classFileVersion(Premain.class)).isEqualTo(JAVA_8_CLASS_FILE);
    assertThat(classFileVersion(Launch.class)).isEqualTo(JAVA_17_CLASS_FILE);
  }

  private static int classFileVersion(Class<?> type) throws IOException {
    try (InputStream classFile =
            Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"));
        DataInputStream in = new DataInputStream(classFile)) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
