package dev.reflow.tracing.server.http;

import dev.reflow.tracing.server.health.Figures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Lets in whom the guard knows, and finds who answers. Any thread. */
final class Router extends Handler.Abstract {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'self'";

  /** A drawing carries its style sheet within; it loads and runs nothing. */
  private static final String DRAWING_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

  private static final String LOGIN = "/api/login";
  private static final int LONGEST_TOKEN = 4_096;

  private final Guard guard;
  private final Routes routes;
  private final Sockets sockets;
  private final Figures figures;
  private final Faults faults;

  Router(Guard guard, Routes routes, Sockets sockets, Figures figures, Faults faults) {
    this.guard = guard;
    this.routes = routes;
    this.sockets = sockets;
    this.figures = figures;
    this.faults = faults;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    Reply refusal = refusal(request, path);
    if (refusal != null) {
      figures.connectionsRefused.increment();
      write(request, response, refusal, callback);
    } else if (!isUpgrade(request)) {
      count(request, response, answer(request, path), callback);
    } else if (!sockets.upgrade(path, request, response, callback)) {
      count(request, response, Reply.error(404, "WebSockets are at / and /ws"), callback);
    }
    return true;
  }

  private void count(Request request, Response response, Reply reply, Callback callback) {
    if (reply.status() >= 400) {
      figures.errors.increment();
    }
    write(request, response, reply, callback);
  }

  private static boolean isUpgrade(Request request) {
    return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  private @Nullable Reply refusal(Request request, String path) {
    if (path.equals(Routes.HEALTH)) {
      return null;
    }
    if (!guard.isOwnPage(request)) {
      return Reply.error(403, "a page of another origin may not use this server");
    }
    // A page and a socket share a path.
    boolean open = !isUpgrade(request) && (path.equals(LOGIN) || Assets.isOurs(path));
    if (!open && !guard.isKnown(request)) {
      return Reply.error(401, "a token is needed: Authorization: Bearer TOKEN")
          .with("WWW-Authenticate", "Bearer");
    }
    return null;
  }

  private Reply answer(Request request, String path) throws IOException {
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    if (path.equals(LOGIN)) {
      return method.equals("POST") ? login(request) : Reply.error(405, "another method");
    }
    Routes.Found found = routes.find(method, path);
    if (found != null) {
      return Endpoint.answerAnyway(found.endpoint(), ask(request, method, found.rest()), faults);
    }
    if (routes.isKnown(path)) {
      return Reply.error(405, "another method");
    }
    Reply asset = method.equals("GET") ? Assets.find(path) : null;
    return asset == null ? Reply.error(404, "nothing is here; see /openapi.json") : asset;
  }

  /** The token in the body buys a cookie that scripts do not see. */
  private Reply login(Request request) throws IOException {
    byte[] body = Request.asInputStream(request).readNBytes(LONGEST_TOKEN);
    String token = new String(body, StandardCharsets.UTF_8).strip();
    if (!guard.isToken(token)) {
      figures.connectionsRefused.increment();
      return Reply.error(401, "not the token");
    }
    if (!guard.hasToken()) {
      // Anything is let in, and nothing that a client made up becomes a header.
      return Reply.of(204, Reply.JSON, "");
    }
    HttpURI uri = request.getHttpURI();
    String cookie =
        Guard.COOKIE
            + "="
            + token
            + "; Path=/; HttpOnly; SameSite=Strict"
            + ("https".equals(uri.getScheme()) ? "; Secure" : "");
    return Reply.of(204, Reply.JSON, "").with("Set-Cookie", cookie);
  }

  private static Ask ask(Request request, String method, String rest) {
    Fields parameters = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    InputStream body =
        method.equals("POST")
            ? Request.asInputStream(request)
            : new ByteArrayInputStream(new byte[0]);
    return new Ask(
        method, rest, parameters::getValue, name -> request.getHeaders().get(name), body);
  }

  private static void write(Request request, Response response, Reply reply, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    boolean isDrawing = reply.type().equals(Reply.SVG);
    response.getHeaders().put("Content-Security-Policy", isDrawing ? DRAWING_POLICY : POLICY);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    reply.headers().forEach(response.getHeaders()::put);
    boolean head = request.getMethod().equals("HEAD");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : reply.body()), callback);
  }
}
