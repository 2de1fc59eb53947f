package dev.reflow.tracing.event;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import jdk.internal.misc.Unsafe;

/**
 * Raw little-endian stores to memory outside of the heap; the only class that touches {@code
 * Unsafe}.
 *
 * <p>The JDK's internal one, because {@code sun.misc.Unsafe} warns on JDK 24 and later; the agent
 * exports the package to its own loader. Nothing here checks a bound: whoever hands out an address
 * answers for the bytes behind it. Any thread.
 */
public final class Memory {

  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long BYTE_ARRAY_BASE = byteArrayBase();
  private static final long BUFFER_ADDRESS = UNSAFE.objectFieldOffset(Buffer.class, "address");

  /** The least that any system maps at a time. */
  public static final int PAGE_BYTES = 4_096;

  private Memory() {}

  /** By reflection: constant and method alike are an int up to JDK 24 and a long from 25 on. */
  private static long byteArrayBase() {
    try {
      Object base =
          Unsafe.class.getMethod("arrayBaseOffset", Class.class).invoke(UNSAFE, byte[].class);
      return ((Number) base).longValue();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Allocates {@code bytes} bytes set to zero, to be given back with {@link #free}. */
  public static long allocate(long bytes) {
    long address = UNSAFE.allocateMemory(bytes);
    UNSAFE.setMemory(address, bytes, (byte) 0);
    return address;
  }

  /** As {@link #allocate}, but what stands in the memory is anybody's guess. */
  public static long allocateAsItIs(long bytes) {
    return UNSAFE.allocateMemory(bytes);
  }

  /** Gives back what {@link #allocate} returned. */
  public static void free(long address) {
    UNSAFE.freeMemory(address);
  }

  /** Where the memory behind {@code buffer}, a direct one, begins. */
  public static long address(ByteBuffer buffer) {
    return UNSAFE.getLong(buffer, BUFFER_ADDRESS);
  }

  /** Takes {@code map} out of the address space; nobody may touch its memory any more. */
  public static void unmap(MappedByteBuffer map) {
    UNSAFE.invokeCleaner(map);
  }

  public static void putByte(long address, byte value) {
    UNSAFE.putByte(address, value);
  }

  public static void putShort(long address, short value) {
    UNSAFE.putShortUnaligned(null, address, value, false);
  }

  public static void putInt(long address, int value) {
    UNSAFE.putIntUnaligned(null, address, value, false);
  }

  public static void putLong(long address, long value) {
    UNSAFE.putLongUnaligned(null, address, value, false);
  }

  /** Stores {@code value} after every store before it; {@code address} is a multiple of four. */
  public static void putIntRelease(long address, int value) {
    UNSAFE.putIntRelease(null, address, value);
  }

  /** Stores {@code value} after every store before it; {@code address} is a multiple of eight. */
  public static void putLongRelease(long address, long value) {
    UNSAFE.putLongRelease(null, address, value);
  }

  /** Loads before every load behind it; {@code address} is a multiple of four. */
  public static int getIntAcquire(long address) {
    return UNSAFE.getIntAcquire(null, address);
  }

  /** Loads before every load behind it; {@code address} is a multiple of eight. */
  public static long getLongAcquire(long address) {
    return UNSAFE.getLongAcquire(null, address);
  }

  /** Stores {@code next} where {@code expected} stands; {@code address} is a multiple of four. */
  public static boolean compareAndSetInt(long address, int expected, int next) {
    return UNSAFE.compareAndSetInt(null, address, expected, next);
  }

  /** As {@link #compareAndSetInt}; {@code address} is a multiple of eight. */
  public static boolean compareAndSetLong(long address, long expected, long next) {
    return UNSAFE.compareAndSetLong(null, address, expected, next);
  }

  /** No load before it is done after a load behind it. */
  public static void loadFence() {
    UNSAFE.loadFence();
  }

  /** No store before it is seen after a store behind it. */
  public static void storeFence() {
    UNSAFE.storeFence();
  }

  public static long getLong(long address) {
    return UNSAFE.getLongUnaligned(null, address, false);
  }

  public static byte getByte(long address) {
    return UNSAFE.getByte(address);
  }

  public static int getInt(long address) {
    return UNSAFE.getIntUnaligned(null, address, false);
  }

  /** Copies memory to memory; the ranges do not overlap. */
  public static void copy(long from, long to, long bytes) {
    UNSAFE.copyMemory(from, to, bytes);
  }

  /** Copies memory into {@code target} from its index 0 on. */
  public static void copyToArray(long from, byte[] target, int bytes) {
    UNSAFE.copyMemory(null, from, target, BYTE_ARRAY_BASE, bytes);
  }

  /** Copies the first {@code bytes} bytes of {@code source} into memory. */
  public static void copyFromArray(byte[] source, long to, int bytes) {
    UNSAFE.copyMemory(source, BYTE_ARRAY_BASE, null, to, bytes);
  }

  /** Sets {@code bytes} bytes to zero. */
  public static void clear(long address, long bytes) {
    UNSAFE.setMemory(address, bytes, (byte) 0);
  }
}
