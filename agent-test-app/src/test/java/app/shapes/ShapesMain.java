package app.shapes;

import java.nio.file.Path;

/** Runs all shapes; the argument is the file for what was done. */
public final class ShapesMain {

  private ShapesMain() {}

  public static void main(String[] arguments) throws Exception {
    Truth truth = new Truth();
    MethodShapes.run(truth);
    ClassShapes.run(truth);
    DelegatingShapes.run(truth);
    NestingShapes.run(truth);
    FutureShapes.run(truth);
    ThrowingShapes.run(truth);
    EndpointShapes.run(truth);
    MessageShapes.run(truth);
    LanguageShapes.run(truth);
    HarmlessShapes.run(truth);
    CollectableShapes.run(truth);
    truth.writeTo(Path.of(arguments[0]));
    System.out.println("done");
  }
}
