// What tracing costs: the server's own figures, and what each service's events say of it.

import { get, sql } from "./api.js";
import { data } from "./data.js";
import { h, state } from "./dom.js";
import { bytes, count, duration, moment, rate } from "./format.js";
import { figure } from "./side.js";

const REFRESH_MS = 2000;
const SERVICES = `SELECT service, COUNT(*) AS recorded, SUM(sample_weight) AS flows, AVG(cpu_usage_percent) AS cpu,
  AVG(memory_usage_bytes - COALESCE(size_bytes, 0)) AS queue_bytes, EXTRACT(EPOCH FROM MAX(timestamp)) AS last
  FROM data_flow_events WHERE timestamp > NOW() - INTERVAL '10 minutes' AND event_type = 'DataFlow' GROUP BY service ORDER BY recorded DESC`;

function parse(text) {
  const figures = {};
  for (const line of text.split("\n")) {
    const found = line.match(/^reflow_server_(\w+) (\S+)$/);
    if (found) figures[found[1]] = Number(found[2]);
  }
  return figures;
}

export function openOverhead(root, argument, signal) {
  const server = h("div", { className: "cards" });
  const rows = h("tbody", {});
  const services = h("div", {});
  const content = h("div", { className: "scroll overhead" }, state("loading", "Reading", "Asking the server."));
  root.append(h("div", { className: "page" }, content));
  let before = null, timer = 0, span = null, turn = 0;

  async function load() {
    try {
      if (turn++ % 15 === 0) span = await data.span();
      const [text, list] = await Promise.all([get("/metrics", {}, signal), sql(SERVICES)]);
      const now = { at: performance.now(), ...parse(text) };
      if (!server.isConnected) {
        content.replaceChildren(h("h2", {}, "The server"), server, h("h2", {}, "Services, last ten minutes"), services);
      }
      showServer(now, before ?? now);
      showServices(list);
      before = now;
    } catch (failure) {
      if (!signal.aborted) {
        server.remove();
        content.replaceChildren(state("error", "The server could not answer", failure.message));
      }
    }
    if (!signal.aborted) timer = setTimeout(load, REFRESH_MS);
  }

  function showServer(now, then) {
    const seconds = Math.max(0.001, (now.at - then.at) / 1000);
    const perSecond = (name) => (now === then ? 0 : (now[name] - then[name]) / seconds);
    const busy = Math.min(1, perSecond("store_seconds_total"));
    const events = span?.events ?? 0;
    server.replaceChildren(
      figure(rate(perSecond("events_stored_total")), "events stored"),
      figure(`${bytes(perSecond("received_bytes_total"))}/s`, "received, unpacked"),
      figure(count(now.events_backlog), "wait to be written", now.events_backlog > 50000),
      figure(`${Math.round(busy * 100)} %`, "of the time spent writing", busy > 0.9),
      figure(count(events), span ? `events since ${moment(span.from)}` : "events"),
      figure(bytes(now.store_bytes), events > 10000 ? `on disk, ${Math.round(now.store_bytes / events)} B an event` : "on disk"),
      figure(bytes(now.heap_bytes), "heap in use"),
      figure(count(now.connections), "WebSockets"),
      figure(count(now.notifications_left_out_total), "notifications left out", now.notifications_left_out_total > 0),
      figure(count(now.store_failures_total), "failures of the store", now.store_failures_total > 0),
      figure(count(now.events_repeated_total), "events sent again"),
      figure(duration(now.store_transactions_total ? (now.store_seconds_total / now.store_transactions_total) * 1e9 : 0), "a transaction"));
  }

  function showServices(list) {
    if (!list.length) return services.replaceChildren(state("empty", "Nothing in ten minutes", "No service has sent a flow."));
    rows.replaceChildren(...list.map((it) => {
      const share = Number(it.recorded) / Math.max(1, Number(it.flows));
      const cpu = it.cpu === null ? null : Number(it.cpu);
      return h("tr", {}, h("td", {}, it.service ?? ""), h("td", { className: "num" }, count(Number(it.flows))), h("td", { className: "num" }, `${(share * 100).toFixed(share > 0.1 ? 0 : 2)} %`),
        h("td", { className: "wide" }, cpu === null ? "–" : [h("span", { className: "meter" }, h("i", { style: { width: `${Math.min(100, cpu)}%` } })), `${cpu.toFixed(1)} %`]),
        h("td", { className: "num wide" }, it.queue_bytes === null ? "–" : bytes(Number(it.queue_bytes))), h("td", { className: "num" }, moment(Number(it.last) * 1000)));
    }));
    if (!rows.isConnected) {
      services.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "Service"), h("th", { className: "num" }, "Flows"), h("th", { className: "num" }, "Recorded in full"),
        h("th", { className: "wide" }, "CPU of the process"), h("th", { className: "num wide" }, "Queue bytes a flow"), h("th", { className: "num" }, "Last flow"))), rows),
      h("p", { className: "soft" }, "What an agent drops or has yet to ship stands in no event: ask it by stats --overhead, or over JMX."));
    }
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  load();
  return {};
}
