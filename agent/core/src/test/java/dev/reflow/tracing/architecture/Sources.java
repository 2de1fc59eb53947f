package dev.reflow.tracing.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Java sources of every module, measured. */
final class Sources {

  /** A file or a method and its length, for a method its body with both braces. */
  record Piece(String name, long lines) {}

  private final List<Path> paths;

  private Sources(List<Path> paths) {
    this.paths = paths;
  }

  /** All {@code .java} files of the repository in directories that end in {@code directory}. */
  static Sources under(String directory) {
    Path root = root();
    try (Stream<Path> walk = Files.walk(root)) {
      return new Sources(
          walk.filter(path -> path.toString().endsWith(".java"))
              .filter(path -> root.relativize(path).toString().contains(directory))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory that holds the whole repository. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = Objects.requireNonNull(directory.getParent(), "no .mvn above");
    }
    return directory;
  }

  /** The files but for {@code package-info}, which would only flatter the figures. */
  List<Piece> files() throws IOException {
    List<Piece> files = new ArrayList<>();
    for (Path path : code()) {
      try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
        files.add(new Piece(path.toString(), lines.count()));
      }
    }
    return files;
  }

  /** Text of each {@code package-info.java}. */
  Map<Path, String> packageInfos() throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    for (Path path : paths) {
      if (path.endsWith("package-info.java")) {
        texts.put(path, Files.readString(path));
      }
    }
    return texts;
  }

  /** Every method and constructor that has a body. */
  List<Piece> methods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(code()));
      List<Piece> methods = new ArrayList<>();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodScanner(unit, positions, methods).scan(unit, null);
      }
      return methods;
    }
  }

  private List<Path> code() {
    return paths.stream()
        .filter(path -> !path.endsWith("package-info.java"))
        .collect(Collectors.toList());
  }

  /** The length that {@code share} of the pieces do not exceed. */
  static long percentile(List<Piece> pieces, double share) {
    long[] lines = pieces.stream().mapToLong(Piece::lines).sorted().toArray();
    return lines.length == 0 ? 0 : lines[(int) Math.ceil(share * lines.length) - 1];
  }

  private static final class MethodScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Piece> methods;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Piece> methods) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        methods.add(new Piece(unit.getSourceFile().getName() + ":" + first, last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
