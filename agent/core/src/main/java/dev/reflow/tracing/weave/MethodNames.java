package dev.reflow.tracing.weave;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;

/**
 * The method names of all rules, to be looked for in class files without making a string.
 * Immutable; any thread.
 *
 * <p>Every class that the application loads comes by here, so {@link #mayBeIn} allocates nothing.
 */
final class MethodNames {

  private final byte[][][] byLength;

  // Loops, not streams: this runs before the application's main, where each lambda costs.
  MethodNames(Set<String> names) {
    int longest = 0;
    for (String name : names) {
      longest = Math.max(longest, name.getBytes(UTF_8).length);
    }
    byLength = new byte[longest + 1][0][];
    for (String name : names) {
      byte[] bytes = name.getBytes(UTF_8);
      byte[][] same = byLength[bytes.length];
      byLength[bytes.length] = Arrays.copyOf(same, same.length + 1);
      byLength[bytes.length][same.length] = bytes;
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
    if (length >= byLength.length || length == 0) {
      return false;
    }
    for (byte[] name : byLength[length]) {
      if (name[0] == bytes[from] && Arrays.equals(name, 0, length, bytes, from, from + length)) {
        return true;
      }
    }
    return false;
  }
}
