package dev.reflow.tracing.weave;

import static dev.reflow.tracing.weave.ConstantPool.unsignedShort;

import java.util.List;

/** Walks one annotations attribute of a class file for the names of the annotations. */
final class AnnotationNames {

  private final byte[] file;
  private final ConstantPool constants;
  private int at;

  /** A walk that begins at {@code at}, the attribute's count. */
  AnnotationNames(byte[] file, ConstantPool constants, int at) {
    this.file = file;
    this.constants = constants;
    this.at = at;
  }

  void addTo(List<String> names) {
    for (int i = nextShort(); i > 0; i--) {
      names.add(className(constants.text(unsignedShort(file, at))));
      skipAnnotation();
    }
  }

  private void skipAnnotation() {
    at += 2;
    for (int pairs = nextShort(); pairs > 0; pairs--) {
      at += 2;
      skipValue();
    }
  }

  private void skipValue() {
    int tag = file[at++];
    switch (tag) {
      case 'e' -> at += 4;
      case '@' -> skipAnnotation();
      case '[' -> {
        for (int values = nextShort(); values > 0; values--) {
          skipValue();
        }
      }
      default -> at += 2;
    }
  }

  private int nextShort() {
    int value = unsignedShort(file, at);
    at += 2;
    return value;
  }

  private static String className(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }
}
