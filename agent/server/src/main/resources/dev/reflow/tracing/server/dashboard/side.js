// The panel beside the graph: everything, one actor, or one edge with its charts.

import { get } from "./api.js";
import { chart, spread } from "./chart.js";
import { data } from "./data.js";
import { h } from "./dom.js";
import { bytes, clock, count, duration, quoted, rate, speed } from "./format.js";
import { isFailing, sumUp, whereOf } from "./model.js";

const MINUTES = 10, STEP_S = 5, MOST_ROWS = 40, REFRESH_MS = 5000;

export const figure = (value, label, bad = false) => h("div", { className: "figure" }, h("b", { className: bad ? "bad" : "" }, value), h("span", {}, label));

/** `does`: choose(hit), focus(node), unfold(node), scene. Returns show(hit, graph) and update(graph). */
export function sidePanel(side, does, signal) {
  let shown = null, chosen, inner = new AbortController();

  function show(hit, graph) {
    inner.abort();
    inner = new AbortController();
    const ends = AbortSignal.any([signal, inner.signal]);
    chosen = hit;
    side.replaceChildren();
    if (!graph) return;
    shown = hit?.link ? linkPanel(hit.link, does, ends) : hit?.node ? nodePanel(hit.node, does) : allPanel(does);
    side.append(...shown.elements);
    shown.update(graph, chosen);
  }

  return { show, update: (graph) => shown?.update(graph, chosen) };
}

/** Names without the group's, where both ends are in it: that stands in the line below. */
const isWithin = ({ from, to }) => from.group !== "" && from.group === to.group && from.label !== from.name;
const namesOf = (link) => (isWithin(link) ? `${link.from.label} → ${link.to.label}` : `${link.from.name} → ${link.to.name}`);

function rowsOf(links, does, text) {
  return links.map((link) => h("li", {}, h("button", {
    onclick: () => does.choose({ link }),
    onmouseenter: () => hint(does, { link }), onmouseleave: () => hint(does, null),
  },
  h("i", { style: { background: link.sum.rate > 0 ? `var(--${isFailing(link.sum) ? "err" : speed(link.sum.p99)})` : "var(--edge)" } }),
  h("b", {}, text(link)), h("span", { className: "num" }, rate(link.sum.rate)),
  h("small", {}, text === namesOf && isWithin(link) ? `${link.from.group} · ` : "", link.sum.rate > 0 ? `p50 ${duration(link.sum.p50)} · p99 ${duration(link.sum.p99)}${link.sum.errors > 0 ? ` · ${rate(link.sum.errors)} fail` : ""}` : "idle"))));
}

function hint(does, hit) {
  does.scene.hover(hit);
}

/** Fills a list anew only where the pointer or the focus is not in it: nothing moves under a hand. */
function refill(list, items) {
  if (list.children.length && (list.matches(":hover") || list.contains(document.activeElement))) return;
  list.replaceChildren(...items);
}

const busiestFirst = (a, b) => b.sum.rate - a.sum.rate || b.sum.flows - a.sum.flows;

function allPanel(does) {
  const title = h("h2", {}, "All flows");
  const note = h("p", { className: "soft" });
  const figures = h("div", { className: "figures" });
  const list = h("ul", { className: "rows" });
  const heading = h("h3", {}, "Busiest edges");
  return {
    elements: [title, note, figures, h("section", {}, heading, list)],
    update(graph) {
      const inner = graph.nodes.map((node) => sumUp({ edges: node.inner }));
      const sum = [...graph.links.map((link) => link.sum), ...inner].reduce((all, it) => ({ rate: all.rate + it.rate, errors: all.errors + it.errors, bytes: all.bytes + it.bytes }), { rate: 0, errors: 0, bytes: 0 });
      note.textContent = `${graph.nodes.length} ${graph.nodes.length === 1 ? "node" : "nodes"} · ${graph.links.length} edges${graph.nodes.length < graph.allActors ? ` · ${graph.allActors - graph.nodes.length} not shown` : ""}`;
      figures.replaceChildren(figure(rate(sum.rate), "flows"), figure(sum.errors > 0 ? rate(sum.errors) : "none", "failures", sum.errors > 0), figure(`${bytes(sum.bytes)}/s`, "payload"));
      const links = [...graph.links].sort(busiestFirst);
      heading.textContent = links.length > MOST_ROWS ? `Busiest ${MOST_ROWS} of ${links.length} edges` : "Busiest edges";
      refill(list, rowsOf(links.slice(0, MOST_ROWS), does, namesOf));
    },
  };
}

function top(title, does, ...actions) {
  return h("div", { className: "top" }, h("h2", {}, title), ...actions, h("button", { className: "icon", title: "Close (esc)", "aria-label": "Close", onclick: () => does.choose(null) }, "×"));
}

function nodePanel(node, does) {
  const out = h("ul", { className: "rows" }), into = h("ul", { className: "rows" });
  const figures = h("div", { className: "figures" });
  const where = `source_actor = ${quoted(node.name)} OR destination_actor = ${quoted(node.name)}`;
  return {
    elements: [top(node.name, does), h("p", { className: "soft" }, node.folded ? `${node.actors.size} actors drawn as one` : node.service), figures,
      h("div", { className: "actions" }, h("button", { onclick: () => does.focus(node), title: "f" }, "Only its neighbourhood"),
        node.folded ? h("button", { onclick: () => does.unfold(node) }, "Unfold") : h("button", { onclick: () => (location.hash = `events/${encodeURIComponent(where)}`) }, "Its events")),
      h("section", {}, h("h3", {}, "Sends"), out), h("section", {}, h("h3", {}, "Receives"), into)],
    update(graph, hit) {
      const links = hit.node.links;
      const sends = links.filter((link) => link.from.id === node.id).sort(busiestFirst);
      const gets = links.filter((link) => link.to.id === node.id).sort(busiestFirst);
      const total = (some, name) => some.reduce((sum, link) => sum + link.sum[name], 0);
      figures.replaceChildren(figure(rate(total(gets, "rate")), "received"), figure(rate(total(sends, "rate")), "sent"),
        figure(total(links, "errors") > 0 ? rate(total(links, "errors")) : "none", "failures", total(links, "errors") > 0));
      refill(out, sends.length ? rowsOf(sends, does, (link) => link.to.name) : [h("li", { className: "soft", style: { padding: "4px 8px" } }, "nothing")]);
      refill(into, gets.length ? rowsOf(gets, does, (link) => link.from.name) : [h("li", { className: "soft", style: { padding: "4px 8px" } }, "nothing")]);
    },
  };
}

function linkPanel(link, does, signal) {
  const first = link.edges[0];
  const where = whereOf(link.edges, quoted);
  const figures = h("div", { className: "figures" });
  const rates = h("div", { className: "chart", "data-chart": "rate" }), times = h("div", { className: "chart", "data-chart": "time" });
  const list = h("ul", { className: "rows" });
  const line = h("p", { className: "soft" });
  const ports = link.edges.length === 1 ? `${first.source_port} → ${first.destination_port} · ${first.protocol.replace("memory_channel", "in memory")} · ${first.service}` : `${link.edges.length} edges drawn as one`;
  let rateChart = null, timeChart = null, timer = 0;

  async function load() {
    try {
      const { since, until, end } = data.range(MINUTES * 60);
      const [series, page] = await Promise.all([
        get("/api/series", { where, since, until, step: STEP_S }, signal),
        get("/api/events", { where: `${where ? `(${where}) AND ` : ""}event_type = 'DataFlow'`, since, until, limit: 8 }, signal)]);
      const rows = spread(series.steps, STEP_S, end / 1000 - MINUTES * 60, end / 1000 - (data.at === null ? STEP_S : 0));
      rateChart ??= chart(rates, [{ label: "flows", colour: "t1", fill: true }, { label: "failures", colour: "err" }], rate, signal);
      timeChart ??= chart(times, [{ label: "p99", colour: "t3" }, { label: "p50", colour: "t1" }], duration, signal);
      rateChart.set(rows.times, [rows.rates, rows.errors]);
      timeChart.set(rows.times, [rows.p99, rows.p50]);
      line.textContent = page.events.length ? "" : "None in these ten minutes.";
      refill(list, page.events.map(eventRow));
    } catch (failure) {
      if (!signal.aborted) line.textContent = failure.message;
    }
    if (!signal.aborted) timer = setTimeout(() => (data.state === "live" ? load() : (timer = setTimeout(load, REFRESH_MS))), REFRESH_MS);
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  data.on("theme", () => {
    rateChart?.redraw();
    timeChart?.redraw();
  }, signal);
  queueMicrotask(load);
  return {
    elements: [top(`${link.from.name} → ${link.to.name}`, does), h("p", { className: "soft" }, ports), figures,
      h("section", {}, h("h3", {}, `Flows a second, ${MINUTES} minutes`), rates),
      h("section", {}, h("h3", {}, h("span", { style: { color: "var(--t3)" } }, "p99"), "\u2002and\u2002", h("span", { style: { color: "var(--t1)" } }, "p50"), "\u2002transfer time"), times),
      h("section", {}, h("h3", {}, "Latest events", h("span", { className: "grow" }), h("button", { className: "plain", onclick: () => (location.hash = `events/${encodeURIComponent(where)}`) }, "All of them")), list, line)],
    update(graph, hit) {
      const sum = hit.link.sum;
      figures.replaceChildren(figure(rate(sum.rate), "flows"), figure(duration(sum.p50), "p50"), figure(duration(sum.p99), "p99"),
        figure(sum.errors > 0 ? rate(sum.errors) : "none", "failures", sum.errors > 0), figure(`${bytes(sum.bytes)}/s`, "payload"), figure(count(sum.flows), "in all"));
    },
  };
}

function eventRow(event) {
  return h("li", {}, h("button", { title: "Its lineage", onclick: () => (location.hash = `lineage/${encodeURIComponent(event.event_id)}`) },
    h("i", { style: { background: `var(--${event.error ? "err" : speed(event.execution_time_ns)})` } }),
    h("b", {}, event.message_type ?? "message"), h("span", { className: "num" }, duration(event.execution_time_ns)),
    h("small", {}, [clock(event.timestamp, true), event.message_id, event.error].filter(Boolean).join(" · "))));
}
