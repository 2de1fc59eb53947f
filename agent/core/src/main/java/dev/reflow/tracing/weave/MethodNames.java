package dev.reflow.tracing.weave;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;

/**
 * The method names of all rules, to be looked for in class files without making a string.
 * Immutable; any thread.
 *
 * <p>Every class that the application loads comes by here, so {@link #mayBeIn} allocates nothing.
 */
final class MethodNames {

  private final byte[][][] byLength;

  MethodNames(Collection<String> names) {
    byte[][] all =
        names.stream().distinct().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    int longest = Arrays.stream(all).mapToInt(name -> name.length).max().orElse(0);
    byLength = new byte[longest + 1][][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      byLength[length] =
          Arrays.stream(all).filter(name -> name.length == wanted).toArray(byte[][]::new);
    }
  }

  /** Whether one of the names is among the constants of {@code classFile}. */
  boolean mayBeIn(byte[] classFile) {
    int count = ConstantPool.unsignedShort(classFile, ConstantPool.COUNT_AT);
    int at = ConstantPool.FIRST_AT;
    for (int i = 1; i < count; i++) {
      byte tag = classFile[at];
      if (tag == ConstantPool.UTF8
          && contains(classFile, at + 3, ConstantPool.unsignedShort(classFile, at + 1))) {
        return true;
      }
      i += ConstantPool.isWide(tag) ? 1 : 0;
      at += ConstantPool.size(classFile, at);
    }
    return false;
  }

  /** Whether the {@code length} bytes at {@code from} are one of the names. */
  boolean contains(byte[] bytes, int from, int length) {
    if (length >= byLength.length) {
      return false;
    }
    for (byte[] name : byLength[length]) {
      if (Arrays.equals(name, 0, length, bytes, from, from + length)) {
        return true;
      }
    }
    return false;
  }
}
