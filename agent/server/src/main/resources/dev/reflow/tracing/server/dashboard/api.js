// The server's HTTP API and its live socket. Nothing else is ever asked.

/** What the server refused or could not do, in its own line. */
export class ApiError extends Error {
  constructor(status, line) {
    super(line);
    this.status = status;
  }
}

let askForToken = async () => {};

export function onTokenNeeded(ask) {
  askForToken = ask;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new ApiError(0, "The server cannot be reached.");
  }
  if (response.status === 401) {
    await askForToken();
    return call(path, options);
  }
  const body = (response.headers.get("Content-Type") ?? "").includes("json") ? await response.json() : await response.text();
  if (!response.ok) throw new ApiError(response.status, body.error ?? `The server answered ${response.status}.`);
  return body;
}

export function get(path, parameters = {}, signal = undefined) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return call(query ? `${path}?${query}` : path, { signal });
}

export function post(path, body, signal = undefined) {
  return call(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal });
}

/** Rows of the user's kind of SQL as objects. */
export async function sql(statement) {
  const { columns, rows } = await post("/api/sql", { sql: statement });
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
}

export async function login(token) {
  const response = await fetch("/api/login", { method: "POST", body: token });
  return response.ok;
}

/**
 * What flows now, each second, for as long as the page is open: comes back by itself.
 * `onState` gets "live", or "lost" with the seconds to the next try.
 */
export function live(onEdges, onState) {
  let wait = 1;
  let last = 0;
  const open = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/live`);
    // A connection that says nothing for so long is gone, whatever the system thinks.
    const watch = setInterval(() => {
      if (last && performance.now() - last > 6000) socket.close();
    }, 2000);
    socket.onmessage = (message) => {
      wait = 1;
      last = performance.now();
      onState("live");
      onEdges(JSON.parse(message.data));
    };
    socket.onclose = async () => {
      clearInterval(watch);
      last = 0;
      onState("lost", wait);
      setTimeout(open, wait * 1000);
      wait = Math.min(10, wait * 2);
      // Tells a missing token from a missing server.
      get("/api/series", { step: 60, since: "1m" }).catch(() => {});
    };
  };
  open();
}
