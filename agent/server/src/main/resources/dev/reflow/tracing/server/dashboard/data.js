// What the page knows of the system: edges as they are now, or as they were. Views listen to it.

import { get, live, sql } from "./api.js";
import { keyOf } from "./model.js";

/** How long "now" is in the past: what is summed up around the moment one travels to. */
const WINDOW_S = 60;

class Data extends EventTarget {
  /** By key, in the order in which they were first seen. */
  edges = new Map();
  /** "loading", "live", "paused", "past", "lost" */
  state = "loading";
  retryIn = 0;
  /** The end of the time that is shown, milliseconds; null for now. */
  at = null;
  isPaused = false;
  stored = 0;
  error = null;
  connection = "loading";

  async start() {
    // What is stored already stands there from the beginning, as idle, until the socket tells more.
    try {
      const { flows } = await get("/api/flows", { since: "1h" });
      for (const flow of flows.reverse()) this.put(flow, { rate: 0, errorRate: 0, byteRate: 0, flows: flow.flows, p50_ns: flow.p50_ns, p99_ns: flow.p99_ns });
    } catch (failure) {
      this.error = failure;
    }
    live((message) => this.take(message), (connection, retryIn) => this.connected(connection, retryIn));
    this.tell("edges");
  }

  put(edge, values, key = keyOf(edge)) {
    const known = this.edges.get(key);
    if (known) Object.assign(known, values);
    else this.edges.set(key, { ...edge, ...values });
  }

  take(message) {
    this.stored = message.events_stored;
    if (this.at !== null || this.isPaused) return;
    this.error = null;
    for (const edge of message.edges) {
      const key = keyOf(edge);
      this.put(edge, {
        rate: edge.flows_per_second, errorRate: edge.errors_per_second, byteRate: edge.bytes_per_second,
        flows: Math.max(edge.flows, this.edges.get(key)?.flows ?? 0),
        // An edge that rests keeps its last times, drawn pale.
        ...(edge.flows_per_second > 0 ? { p50_ns: edge.p50_ns, p99_ns: edge.p99_ns } : {}),
      }, key);
    }
    this.tell("edges");
  }

  connected(connection, retryIn = 0) {
    this.connection = connection;
    this.retryIn = retryIn;
    this.settle();
  }

  settle() {
    const before = this.state;
    this.state = this.connection === "lost" ? "lost" : this.at !== null ? "past" : this.isPaused ? "paused" : this.connection;
    if (before !== this.state || this.state === "lost") this.tell("state");
  }

  pause(paused) {
    this.isPaused = paused;
    if (!paused && this.at !== null) this.now();
    this.settle();
    this.tell("state");
  }

  now() {
    this.at = null;
    this.isPaused = false;
    this.tell("edges");
    this.settle();
    this.tell("state");
  }

  /** Shows the minute before `at` (milliseconds), as it is stored. */
  async travel(at) {
    this.at = at;
    this.settle();
    this.tell("state");
    try {
      const { flows } = await get("/api/flows", { since: new Date(at - WINDOW_S * 1000).toISOString(), until: new Date(at).toISOString() });
      if (this.at !== at) return;
      this.error = null;
      for (const edge of this.edges.values()) Object.assign(edge, { rate: 0, errorRate: 0, byteRate: 0 });
      for (const flow of flows) {
        this.put(flow, {
          rate: flow.flows / WINDOW_S, errorRate: flow.errors / WINDOW_S, byteRate: flow.bytes / WINDOW_S,
          flows: flow.flows, p50_ns: flow.p50_ns, p99_ns: flow.p99_ns,
        });
      }
    } catch (failure) {
      this.error = failure;
    }
    this.tell("edges");
  }

  /** The times that charts show: since, until (null for now), as parameters. */
  range(seconds) {
    const end = this.at ?? Date.now();
    return { since: new Date(end - seconds * 1000).toISOString(), until: this.at === null ? null : new Date(end).toISOString(), end };
  }

  /** When the first and the last stored event began, milliseconds; null without any. */
  async span() {
    const [row] = await sql("SELECT EXTRACT(EPOCH FROM MIN(timestamp)) AS a, EXTRACT(EPOCH FROM MAX(timestamp)) AS b, COUNT(*) AS n FROM data_flow_events");
    return row && Number(row.n) > 0 ? { from: Number(row.a) * 1000, to: Number(row.b) * 1000, events: Number(row.n) } : null;
  }

  tell(what) {
    this.dispatchEvent(new Event(what));
  }

  /** Calls `listener` on `what` until `signal` says that the view is gone. */
  on(what, listener, signal) {
    this.addEventListener(what, listener, { signal });
  }
}

export const data = new Data();
