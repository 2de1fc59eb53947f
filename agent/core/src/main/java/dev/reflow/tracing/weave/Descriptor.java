package dev.reflow.tracing.weave;

import java.util.ArrayList;
import java.util.List;

/** Reads method descriptors of class files. Stateless; any thread. */
final class Descriptor {

  private Descriptor() {}

  /** The parameter types of {@code descriptor}, named as {@link Class#getTypeName()} does. */
  static List<String> parameters(String descriptor) {
    List<String> names = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = end(descriptor, at);
      names.add(typeName(descriptor.substring(at, end)));
      at = end;
    }
    return names;
  }

  /** Whether a method with {@code descriptor} takes anything. */
  static boolean hasParameters(String descriptor) {
    return descriptor.charAt(1) != ')';
  }

  /** Whether a method with {@code descriptor} returns an object. */
  static boolean returnsObject(String descriptor) {
    char type = descriptor.charAt(descriptor.indexOf(')') + 1);
    return type == 'L' || type == '[';
  }

  /** Whether a method with {@code descriptor} returns anything. */
  static boolean returnsAnything(String descriptor) {
    return !descriptor.endsWith(")V");
  }

  private static int end(String descriptor, int from) {
    int at = from;
    while (descriptor.charAt(at) == '[') {
      at++;
    }
    return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
  }

  private static String typeName(String type) {
    return switch (type.charAt(0)) {
      case '[' -> typeName(type.substring(1)) + "[]";
      case 'L' -> type.substring(1, type.length() - 1).replace('/', '.');
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      case 'D' -> "double";
      default -> throw new IllegalArgumentException("no type: " + type);
    };
  }
}
