package dev.reflow.tracing.server;

import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.duckdb.DuckStore;
import dev.reflow.tracing.server.store.postgres.PostgresStore;
import dev.reflow.tracing.sink.postgres.PostgresUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens the store that the command line names. Stateless. */
final class Stores {

  private static final String DUCKDB = "duckdb:";
  private static final String POSTGRES = "postgres:";

  private Stores() {}

  static EventStore open(Options options) throws ServerException {
    try {
      if (options.store.startsWith(DUCKDB) && options.store.length() > DUCKDB.length()) {
        Path directory = Path.of(options.store.substring(DUCKDB.length()));
        return DuckStore.open(directory, options.queryLimit);
      }
      PostgresUrl url = PostgresUrl.parse(withoutPrefix(options.store));
      if (url != null) {
        return PostgresStore.open(url, options.storePassword(), options.queryLimit);
      }
    } catch (StoreException e) {
      throw ServerException.failure("--store " + e.line());
    } catch (InvalidPathException e) {
      throw ServerException.usage("--store " + options.store + " names no directory");
    }
    throw ServerException.usage(
        "--store is duckdb:DIRECTORY or postgres://USER@HOST/DATABASE, and not what is given");
  }

  /** {@code postgres:} before a whole URL is let pass. */
  private static String withoutPrefix(String store) {
    String inner = store.startsWith(POSTGRES) ? store.substring(POSTGRES.length()) : store;
    return inner.startsWith("postgres") || inner.startsWith("jdbc:") ? inner : store;
  }
}
