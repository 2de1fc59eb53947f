package dev.reflow.tracing.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.bootstrap.Gate;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoaderTest {

  private static final String ONE = "reflow/lib/one/";
  private static final String TWO = "reflow/lib/two/";
  private static final String BOOT = "reflow/boot/";

  @TempDir Path directory;
  private Path jar;

  /** What the agent's jar brings, and the tests look for. */
  public static final class Brought {}

  @BeforeEach
  void writeJar() throws IOException {
    jar = Files.createDirectories(directory.resolve("agent äöü 数据!")).resolve("re flow#.jar");
    new TestJar(jar)
        .withClass(ONE, Brought.class)
        .withClass(BOOT, Gate.class)
        .withText(ONE + "shared/name.txt", "one")
        .withText(TWO + "shared/name.txt", "two")
        .withText(TWO + "top.txt", "top")
        .withIndexLine(" dev/reflow/tracing/bootstrap/Gate")
        .withIndexLine("\t" + TWO)
        .withIndexLine("dev/reflow/tracing/bootstrap/\t" + BOOT)
        .withIndexLine("dev/reflow/tracing/launch/\t" + ONE)
        .withIndexLine("shared/\t" + ONE + "\t" + TWO)
        .close();
  }

  @Test
  void shouldLoadItsOwnClassAndNotTheApplications() throws Exception {
    AgentLoader loader = AgentLoader.forAgent(jar);
    Class<?> own = loader.loadClass(Brought.class.getName());

    assertThat(own).isNotEqualTo(Brought.class);
    assertThat(own.getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass(Brought.class.getName())).isSameAs(own);
  }

  @Test
  void shouldTellWhereAClassCameFrom() throws Exception {
    Class<?> own = AgentLoader.forAgent(jar).loadClass(Brought.class.getName());

    URL location = own.getProtectionDomain().getCodeSource().getLocation();
    assertThat(Path.of(location.toURI())).isEqualTo(jar);
    assertThat(own.getPackage().getName()).isEqualTo("dev.reflow.tracing.launch");
  }

  @Test
  void shouldNotSeeTheApplicationsClasses() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);

    assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass(Launch.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void shouldSeeTheJdksClasses() throws Exception {
    AgentLoader loader = AgentLoader.forAgent(jar);

    assertThat(loader.loadClass("java.util.List")).isSameAs(List.class);
    assertThat(loader.loadClass("java.sql.Driver")).isNotNull();
  }

  @Test
  void shouldLeaveTheGateToTheBootLoaderInAnAgent() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);

    assertThatThrownBy(() -> loader.loadClass(Gate.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.get()).hasSize(1);
  }

  @Test
  void shouldHaveTheGateItselfOnTheCommandLine() throws Exception {
    AgentLoader loader = AgentLoader.forCommandLine(jar);

    assertThat(loader.loadClass(Gate.class.getName()).getClassLoader()).isSameAs(loader);
  }

  @Test
  void shouldFindAResourceInEveryLibraryThatHasIt() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);

    List<URL> found = Collections.list(loader.getResources("shared/name.txt"));
    assertThat(found.stream().map(AgentLoaderTest::text)).containsExactly("one", "two");
    assertThat(text(Objects.requireNonNull(loader.getResource("shared/name.txt"))))
        .isEqualTo("one");
    assertThat(text(Objects.requireNonNull(loader.getResource("top.txt")))).isEqualTo("top");
  }

  @Test
  void shouldOpenAResource() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);

    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream("shared/name.txt"))) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("one");
    }
    assertThat(loader.getResourceAsStream("shared/none.txt")).isNull();
    assertThat(loader.getResource("shared/none.txt")).isNull();
  }

  @Test
  void shouldGiveAClassFileAsAResourceUnderItsOwnName() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);
    String name = Brought.class.getName().replace('.', '/') + ".class";

    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name));
        InputStream same = Objects.requireNonNull(loader.getResource(name)).openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(same.readAllBytes());
    }
  }

  @Test
  void shouldDefineAClassOnceWhenManyThreadsAskForIt() throws IOException {
    AgentLoader loader = AgentLoader.forAgent(jar);
    Set<Class<?>> loaded = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 64).parallel().forEach(i -> loaded.add(load(loader)));

    assertThat(loaded).hasSize(1);
  }

  @Test
  void shouldBringAnUnsafeOfItsOwn() throws Exception {
    Path unsafeJar = directory.resolve("unsafe.jar");
    new TestJar(unsafeJar).withUnsafe(ONE).withIndexLine("sun/misc/\t" + ONE).close();
    AgentLoader loader = AgentLoader.forAgent(unsafeJar);

    assertThat(loader.loadClass("sun.misc.Unsafe").getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass("sun.misc.Signal").getClassLoader()).isNotSameAs(loader);
  }

  @Test
  void shouldSayWhatIsMissingInABrokenJar() throws IOException {
    Path broken = directory.resolve("broken.jar");
    new TestJar(broken).withIndexLine(" dev/reflow/tracing/bootstrap/Gate").close();
    AgentLoader loader = AgentLoader.forAgent(broken);

    assertThatThrownBy(loader::get)
        .hasCauseInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("reflow/boot/dev/reflow/tracing/bootstrap/Gate.classdata is missing");
    try (ZipFile zip = new ZipFile(broken.toFile())) {
      assertThat(zip.size()).isEqualTo(1);
    }
  }

  private static Class<?> load(ClassLoader loader) {
    try {
      return loader.loadClass(Brought.class.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(URL url) {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
