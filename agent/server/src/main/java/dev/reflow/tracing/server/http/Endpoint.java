package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.http.Ask.BadParameterException;
import dev.reflow.tracing.server.store.StoreException;
import java.io.IOException;

/** Answers requests of one route. Any thread. */
@FunctionalInterface
interface Endpoint {

  Reply answer(Ask ask)
      throws StoreException, MalformedException, BadParameterException, IOException;

  /** Answers in any case. */
  static Reply answerAnyway(Endpoint endpoint, Ask ask, Faults faults) throws IOException {
    try {
      return endpoint.answer(ask);
    } catch (BadParameterException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (MalformedException e) {
      return Reply.error(400, e.line());
    } catch (StoreException e) {
      return Reply.error(status(e.kind()), e.line());
    } catch (RuntimeException e) {
      faults.add(e);
      // A library's own fault, as of the layout's: the API's readers expect its form of error.
      return Reply.error(500, "this could not be answered: " + StoreException.firstLine("" + e));
    }
  }

  private static int status(StoreException.Kind kind) {
    return switch (kind) {
      case REFUSED -> 400;
      case FORBIDDEN -> 403;
      case TOO_SLOW -> 504;
      case BUSY, UNAVAILABLE -> 503;
    };
  }
}
