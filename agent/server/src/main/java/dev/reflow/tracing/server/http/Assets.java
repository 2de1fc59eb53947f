package dev.reflow.tracing.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard's files: ES modules of ours under {@code dashboard/} beside the server's classes,
 * and libraries as WebJars under {@code /webjars/}. Stateless; any thread.
 */
final class Assets {

  private static final String OURS = "/dev/reflow/tracing/server/dashboard/";
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String WEBJARS_PATH = "/webjars/";

  /** No dot at a name's beginning: so there is no way up. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9._@-]*)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "png", "image/png",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private Assets() {}

  /** Whether that is a page's file, which holds nothing that was recorded. */
  static boolean isOurs(String path) {
    boolean isFile = TYPES.containsKey(extension(path)) && !path.equals("/openapi.json");
    return path.equals("/") || (isFile && !path.startsWith("/api/"));
  }

  private static String extension(String file) {
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The file at {@code path}; null where there is none. */
  static @Nullable Reply find(String path) throws IOException {
    String file = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(extension(file));
    if (type == null || !PATH.matcher(file).matches()) {
      return null;
    }
    String resource =
        file.startsWith(WEBJARS_PATH)
            ? WEBJARS + file.substring(WEBJARS_PATH.length())
            : OURS + file.substring(1);
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? null : new Reply(200, type, in.readAllBytes(), Map.of());
    }
  }
}
