package dev.reflow.tracing.sink.postgres;

import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who comes to the database: what is given here wins over the URL. The file is read anew for each
 * connection. Never shown. Immutable.
 *
 * @param user null where the URL or the driver says it
 * @param passwordFile its first line is the password
 */
public record Credentials(@Nullable String user, @Nullable Path passwordFile) {

  /** Adds them to the driver's {@code properties}. */
  void addTo(Properties properties) throws SinkException {
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (passwordFile != null) {
      properties.setProperty("password", read(passwordFile));
    }
  }

  private static String read(Path file) throws SinkException {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw SinkException.retry(
          "the password file " + file + " cannot be read; check reflow.sink.postgres.password-file",
          e);
    }
  }

  @Override
  public String toString() {
    return "Credentials";
  }
}
