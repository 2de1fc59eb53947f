package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the server lets in, read anew for each connection. Never shown. Any thread. */
public final class Token {

  private static final Token NONE = new Token(null, null);

  private final @Nullable String text;
  private final @Nullable Path file;

  private Token(@Nullable String text, @Nullable Path file) {
    this.text = text;
    this.file = file;
  }

  /** No token is sent. */
  public static Token none() {
    return NONE;
  }

  public static Token of(String text) {
    return new Token(text, null);
  }

  /** The first line of {@code file}. */
  public static Token inFile(Path file) {
    return new Token(null, file);
  }

  /** The token, or null where none is sent. */
  @Nullable String read() throws SinkException {
    String token = file == null ? text : readFile(file);
    if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw SinkException.retry(
          "the token has a character that cannot be sent; check reflow.server-token and"
              + " reflow.server-token-file",
          null);
    }
    return token;
  }

  private static String readFile(Path file) throws SinkException {
    try {
      String content = Files.readString(file);
      return content.lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw SinkException.retry(
          "the token file " + file + " cannot be read; check reflow.server-token-file", e);
    }
  }

  @Override
  public String toString() {
    return "Token";
  }
}
