package dev.reflow.tracing.sink;

import com.github.luben.zstd.util.Native;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Loads zstd's native code.
 *
 * <p>zstd-jni would do so by itself, but asks for its temporary file to be deleted on exit. That
 * fails once the JVM is ending, which is when a short-lived application's events are shipped; and
 * it leaves the file behind when the JVM is killed. Any thread.
 */
public final class ZstdLibrary {

  private ZstdLibrary() {}

  /**
   * To be called before the first use of any of zstd's classes; does nothing from the second call
   * on.
   *
   * @throws UnsatisfiedLinkError when there is no library for this machine, or no place to put it
   */
  public static synchronized void load() {
    if (Native.isLoaded()) {
      return;
    }
    if (File.separatorChar == '\\') {
      Native.load(); // Windows does not let go of the file of a loaded library.
      return;
    }
    try {
      loadAndDelete();
      Native.assumeLoaded();
    } catch (IOException | ReflectiveOperationException e) {
      throw (UnsatisfiedLinkError) new UnsatisfiedLinkError(e.toString()).initCause(e);
    }
  }

  private static void loadAndDelete() throws IOException, ReflectiveOperationException {
    Path file = Files.createTempFile("reflow-zstd-", null);
    try {
      String resource = (String) call("resourceName");
      try (InputStream library = Native.class.getResourceAsStream(resource)) {
        if (library == null) {
          throw new FileNotFoundException(resource + " is not part of zstd-jni");
        }
        Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      }
      call("loadLibraryFile", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Private methods of zstd-jni's, for want of public ones: the file must be loaded by a class of
   * the module that may.
   */
  private static Object call(String name, String... arguments) throws ReflectiveOperationException {
    Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String.class};
    Method method = Native.class.getDeclaredMethod(name, types);
    method.setAccessible(true);
    try {
      return method.invoke(null, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnsatisfiedLinkError unloadable) {
        throw unloadable;
      }
      throw e;
    }
  }
}
