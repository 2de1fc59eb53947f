package sun.misc;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the JDK's class of the same name, inside the agent's loader only: the same calls,
 * passed to the JDK's internal class, which does not warn on stderr as the original does from JDK
 * 24 on. The application keeps the original.
 *
 * <p>What the JDK has taken away by release 25, or has elsewhere (parking, throwing), is not here.
 * Any thread; unchecked as the original.
 */
public final class Unsafe {

  private static final jdk.internal.misc.Unsafe JDK = jdk.internal.misc.Unsafe.getUnsafe();

  /** By this name libraries look for the instance. */
  @SuppressWarnings({"ConstantField", "UnusedVariable"}) // its name is its contract
  private static final Unsafe theUnsafe = new Unsafe();

  public static final int INVALID_FIELD_OFFSET = -1;
  public static final int ADDRESS_SIZE = JDK.addressSize();
  public static final int ARRAY_BOOLEAN_BASE_OFFSET = base(boolean[].class);
  public static final int ARRAY_BYTE_BASE_OFFSET = base(byte[].class);
  public static final int ARRAY_SHORT_BASE_OFFSET = base(short[].class);
  public static final int ARRAY_CHAR_BASE_OFFSET = base(char[].class);
  public static final int ARRAY_INT_BASE_OFFSET = base(int[].class);
  public static final int ARRAY_LONG_BASE_OFFSET = base(long[].class);
  public static final int ARRAY_FLOAT_BASE_OFFSET = base(float[].class);
  public static final int ARRAY_DOUBLE_BASE_OFFSET = base(double[].class);
  public static final int ARRAY_OBJECT_BASE_OFFSET = base(Object[].class);
  public static final int ARRAY_BOOLEAN_INDEX_SCALE = JDK.arrayIndexScale(boolean[].class);
  public static final int ARRAY_BYTE_INDEX_SCALE = JDK.arrayIndexScale(byte[].class);
  public static final int ARRAY_SHORT_INDEX_SCALE = JDK.arrayIndexScale(short[].class);
  public static final int ARRAY_CHAR_INDEX_SCALE = JDK.arrayIndexScale(char[].class);
  public static final int ARRAY_INT_INDEX_SCALE = JDK.arrayIndexScale(int[].class);
  public static final int ARRAY_LONG_INDEX_SCALE = JDK.arrayIndexScale(long[].class);
  public static final int ARRAY_FLOAT_INDEX_SCALE = JDK.arrayIndexScale(float[].class);
  public static final int ARRAY_DOUBLE_INDEX_SCALE = JDK.arrayIndexScale(double[].class);
  public static final int ARRAY_OBJECT_INDEX_SCALE = JDK.arrayIndexScale(Object[].class);

  private Unsafe() {}

  public static Unsafe getUnsafe() {
    return theUnsafe;
  }

  /** By reflection, because the JDK's method returns an int up to release 24 and a long after. */
  private static int base(Class<?> arrayType) {
    try {
      Object offset =
          jdk.internal.misc.Unsafe.class
              .getMethod("arrayBaseOffset", Class.class)
              .invoke(JDK, arrayType);
      return ((Number) offset).intValue();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean getBoolean(@Nullable Object base, long offset) {
    return JDK.getBoolean(base, offset);
  }

  public void putBoolean(@Nullable Object base, long offset, boolean value) {
    JDK.putBoolean(base, offset, value);
  }

  public boolean getBooleanVolatile(@Nullable Object base, long offset) {
    return JDK.getBooleanVolatile(base, offset);
  }

  public void putBooleanVolatile(@Nullable Object base, long offset, boolean value) {
    JDK.putBooleanVolatile(base, offset, value);
  }

  public byte getByte(@Nullable Object base, long offset) {
    return JDK.getByte(base, offset);
  }

  public void putByte(@Nullable Object base, long offset, byte value) {
    JDK.putByte(base, offset, value);
  }

  public byte getByteVolatile(@Nullable Object base, long offset) {
    return JDK.getByteVolatile(base, offset);
  }

  public void putByteVolatile(@Nullable Object base, long offset, byte value) {
    JDK.putByteVolatile(base, offset, value);
  }

  public byte getByte(long address) {
    return JDK.getByte(address);
  }

  public void putByte(long address, byte value) {
    JDK.putByte(address, value);
  }

  public short getShort(@Nullable Object base, long offset) {
    return JDK.getShort(base, offset);
  }

  public void putShort(@Nullable Object base, long offset, short value) {
    JDK.putShort(base, offset, value);
  }

  public short getShortVolatile(@Nullable Object base, long offset) {
    return JDK.getShortVolatile(base, offset);
  }

  public void putShortVolatile(@Nullable Object base, long offset, short value) {
    JDK.putShortVolatile(base, offset, value);
  }

  public short getShort(long address) {
    return JDK.getShort(address);
  }

  public void putShort(long address, short value) {
    JDK.putShort(address, value);
  }

  public char getChar(@Nullable Object base, long offset) {
    return JDK.getChar(base, offset);
  }

  public void putChar(@Nullable Object base, long offset, char value) {
    JDK.putChar(base, offset, value);
  }

  public char getCharVolatile(@Nullable Object base, long offset) {
    return JDK.getCharVolatile(base, offset);
  }

  public void putCharVolatile(@Nullable Object base, long offset, char value) {
    JDK.putCharVolatile(base, offset, value);
  }

  public char getChar(long address) {
    return JDK.getChar(address);
  }

  public void putChar(long address, char value) {
    JDK.putChar(address, value);
  }

  public int getInt(@Nullable Object base, long offset) {
    return JDK.getInt(base, offset);
  }

  public void putInt(@Nullable Object base, long offset, int value) {
    JDK.putInt(base, offset, value);
  }

  public int getIntVolatile(@Nullable Object base, long offset) {
    return JDK.getIntVolatile(base, offset);
  }

  public void putIntVolatile(@Nullable Object base, long offset, int value) {
    JDK.putIntVolatile(base, offset, value);
  }

  public int getInt(long address) {
    return JDK.getInt(address);
  }

  public void putInt(long address, int value) {
    JDK.putInt(address, value);
  }

  public long getLong(@Nullable Object base, long offset) {
    return JDK.getLong(base, offset);
  }

  public void putLong(@Nullable Object base, long offset, long value) {
    JDK.putLong(base, offset, value);
  }

  public long getLongVolatile(@Nullable Object base, long offset) {
    return JDK.getLongVolatile(base, offset);
  }

  public void putLongVolatile(@Nullable Object base, long offset, long value) {
    JDK.putLongVolatile(base, offset, value);
  }

  public long getLong(long address) {
    return JDK.getLong(address);
  }

  public void putLong(long address, long value) {
    JDK.putLong(address, value);
  }

  public float getFloat(@Nullable Object base, long offset) {
    return JDK.getFloat(base, offset);
  }

  public void putFloat(@Nullable Object base, long offset, float value) {
    JDK.putFloat(base, offset, value);
  }

  public float getFloatVolatile(@Nullable Object base, long offset) {
    return JDK.getFloatVolatile(base, offset);
  }

  public void putFloatVolatile(@Nullable Object base, long offset, float value) {
    JDK.putFloatVolatile(base, offset, value);
  }

  public float getFloat(long address) {
    return JDK.getFloat(address);
  }

  public void putFloat(long address, float value) {
    JDK.putFloat(address, value);
  }

  public double getDouble(@Nullable Object base, long offset) {
    return JDK.getDouble(base, offset);
  }

  public void putDouble(@Nullable Object base, long offset, double value) {
    JDK.putDouble(base, offset, value);
  }

  public double getDoubleVolatile(@Nullable Object base, long offset) {
    return JDK.getDoubleVolatile(base, offset);
  }

  public void putDoubleVolatile(@Nullable Object base, long offset, double value) {
    JDK.putDoubleVolatile(base, offset, value);
  }

  public double getDouble(long address) {
    return JDK.getDouble(address);
  }

  public void putDouble(long address, double value) {
    JDK.putDouble(address, value);
  }

  public @Nullable Object getObject(@Nullable Object base, long offset) {
    return JDK.getReference(base, offset);
  }

  public void putObject(@Nullable Object base, long offset, @Nullable Object value) {
    JDK.putReference(base, offset, value);
  }

  public @Nullable Object getObjectVolatile(@Nullable Object base, long offset) {
    return JDK.getReferenceVolatile(base, offset);
  }

  public void putObjectVolatile(@Nullable Object base, long offset, @Nullable Object value) {
    JDK.putReferenceVolatile(base, offset, value);
  }

  public void putOrderedInt(@Nullable Object base, long offset, int value) {
    JDK.putIntRelease(base, offset, value);
  }

  public boolean compareAndSwapInt(@Nullable Object base, long offset, int expected, int value) {
    return JDK.compareAndSetInt(base, offset, expected, value);
  }

  public int getAndSetInt(@Nullable Object base, long offset, int value) {
    return JDK.getAndSetInt(base, offset, value);
  }

  public int getAndAddInt(@Nullable Object base, long offset, int delta) {
    return JDK.getAndAddInt(base, offset, delta);
  }

  public void putOrderedLong(@Nullable Object base, long offset, long value) {
    JDK.putLongRelease(base, offset, value);
  }

  public boolean compareAndSwapLong(@Nullable Object base, long offset, long expected, long value) {
    return JDK.compareAndSetLong(base, offset, expected, value);
  }

  public long getAndSetLong(@Nullable Object base, long offset, long value) {
    return JDK.getAndSetLong(base, offset, value);
  }

  public long getAndAddLong(@Nullable Object base, long offset, long delta) {
    return JDK.getAndAddLong(base, offset, delta);
  }

  public void putOrderedObject(@Nullable Object base, long offset, @Nullable Object value) {
    JDK.putReferenceRelease(base, offset, value);
  }

  public boolean compareAndSwapObject(
      @Nullable Object base, long offset, @Nullable Object expected, @Nullable Object value) {
    return JDK.compareAndSetReference(base, offset, expected, value);
  }

  public @Nullable Object getAndSetObject(
      @Nullable Object base, long offset, @Nullable Object value) {
    return JDK.getAndSetReference(base, offset, value);
  }

  public void fullFence() {
    JDK.fullFence();
  }

  public void loadFence() {
    JDK.loadFence();
  }

  public void storeFence() {
    JDK.storeFence();
  }

  public long getAddress(long address) {
    return JDK.getAddress(address);
  }

  public void putAddress(long address, long value) {
    JDK.putAddress(address, value);
  }

  public long allocateMemory(long bytes) {
    return JDK.allocateMemory(bytes);
  }

  public long reallocateMemory(long address, long bytes) {
    return JDK.reallocateMemory(address, bytes);
  }

  public void freeMemory(long address) {
    JDK.freeMemory(address);
  }

  public void setMemory(@Nullable Object base, long offset, long bytes, byte value) {
    JDK.setMemory(base, offset, bytes, value);
  }

  public void setMemory(long address, long bytes, byte value) {
    JDK.setMemory(address, bytes, value);
  }

  public void copyMemory(
      @Nullable Object from, long fromOffset, @Nullable Object to, long toOffset, long bytes) {
    JDK.copyMemory(from, fromOffset, to, toOffset, bytes);
  }

  public void copyMemory(long from, long to, long bytes) {
    JDK.copyMemory(from, to, bytes);
  }

  public int addressSize() {
    return JDK.addressSize();
  }

  public int pageSize() {
    return JDK.pageSize();
  }

  public int arrayBaseOffset(Class<?> arrayType) {
    return base(arrayType);
  }

  public int arrayIndexScale(Class<?> arrayType) {
    return JDK.arrayIndexScale(arrayType);
  }

  public long objectFieldOffset(Field field) {
    return JDK.objectFieldOffset(field);
  }

  public long staticFieldOffset(Field field) {
    return JDK.staticFieldOffset(field);
  }

  public Object staticFieldBase(Field field) {
    return JDK.staticFieldBase(field);
  }

  public Object allocateInstance(Class<?> type) throws InstantiationException {
    return JDK.allocateInstance(type);
  }

  public void invokeCleaner(ByteBuffer directBuffer) {
    JDK.invokeCleaner(directBuffer);
  }
}
