package dev.reflow.tracing.weave;

import static dev.reflow.tracing.weave.ConstantPool.unsignedShort;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules ask of a class, read from its file without loading anything. Names have dots
 * between packages and {@code $} before nested classes. Used by one thread.
 */
final class ClassOutline {

  private static final String VISIBLE_ANNOTATIONS = "RuntimeVisibleAnnotations";
  private static final String INVISIBLE_ANNOTATIONS = "RuntimeInvisibleAnnotations";

  private final byte[] file;
  private final ConstantPool constants;
  private final int accessAt;
  private final int fieldsAt;

  /**
   * Reads what stands before the members.
   *
   * @throws RuntimeException when {@code file} is no class file
   */
  ClassOutline(byte[] file) {
    this.file = file;
    this.constants = new ConstantPool(file);
    this.accessAt = constants.endAt();
    this.fieldsAt = accessAt + 8 + 2 * unsignedShort(file, accessAt + 6);
  }

  String name() {
    String name = constants.className(unsignedShort(file, accessAt + 2));
    if (name == null) {
      throw new IllegalArgumentException("class file without a class");
    }
    return name;
  }

  boolean isInterface() {
    return Modifier.isInterface(unsignedShort(file, accessAt));
  }

  boolean isRecord() {
    return "java.lang.Record".equals(superName());
  }

  /** The superclass, or null for {@code Object} and modules. */
  @Nullable String superName() {
    return constants.className(unsignedShort(file, accessAt + 4));
  }

  /** The superclass and the interfaces that the class itself names. */
  List<String> directSupertypes() {
    List<String> names = new ArrayList<>();
    String superName = superName();
    if (superName != null) {
      names.add(superName);
    }
    for (int at = accessAt + 8; at < fieldsAt; at += 2) {
      String name = constants.className(unsignedShort(file, at));
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** The declared methods that have one of the names {@code wanted}. */
  List<DeclaredMethod> methods(MethodNames wanted) {
    List<DeclaredMethod> methods = List.of();
    int at = skipMembers(fieldsAt);
    int count = unsignedShort(file, at);
    at += 2;
    for (int i = 0; i < count; i++) {
      int name = unsignedShort(file, at + 2);
      if (wanted.contains(file, constants.textAt(name), constants.textLength(name))) {
        methods = methods.isEmpty() ? new ArrayList<>() : methods;
        String descriptor = constants.text(unsignedShort(file, at + 4));
        methods.add(new DeclaredMethod(constants.text(name), descriptor, unsignedShort(file, at)));
      }
      at = skipMember(at);
    }
    return methods;
  }

  /** The annotations on the class, those for the compiler included. */
  List<String> annotationNames() {
    List<String> names = new ArrayList<>();
    int at = skipMembers(skipMembers(fieldsAt));
    int count = unsignedShort(file, at);
    at += 2;
    for (int i = 0; i < count; i++) {
      String attribute = constants.text(unsignedShort(file, at));
      if (attribute.equals(VISIBLE_ANNOTATIONS) || attribute.equals(INVISIBLE_ANNOTATIONS)) {
        new AnnotationNames(file, constants, at + 6).addTo(names);
      }
      at += 6 + length(at + 2);
    }
    return names;
  }

  /** From the count of fields or methods to what follows them. */
  private int skipMembers(int countAt) {
    int at = countAt + 2;
    for (int i = unsignedShort(file, countAt); i > 0; i--) {
      at = skipMember(at);
    }
    return at;
  }

  private int skipMember(int memberAt) {
    int at = memberAt + 8;
    for (int i = unsignedShort(file, memberAt + 6); i > 0; i--) {
      at += 6 + length(at + 2);
    }
    return at;
  }

  private int length(int at) {
    return unsignedShort(file, at) << 16 | unsignedShort(file, at + 2);
  }
}
