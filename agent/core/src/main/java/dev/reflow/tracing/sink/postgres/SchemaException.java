package dev.reflow.tracing.sink.postgres;

import java.sql.SQLException;

/** What is in the database is not what events can go to; the text says what to do. */
public final class SchemaException extends SQLException {

  private static final long serialVersionUID = 1;

  SchemaException(String text) {
    super(text);
  }
}
