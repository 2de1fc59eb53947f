package app.shapes;

import app.shapes.kotlin.KotlinShapes;
import app.shapes.scala.ScalaShapes;

/** Connectors that other compilers made. */
final class LanguageShapes {

  private LanguageShapes() {}

  static void run(Truth truth) {
    KotlinShapes.run(truth::flows);
    ScalaShapes.run(truth::flows);
  }
}
