// Where a message came from and what it led to: a tree, and beside it when each flow was.

import { get } from "./api.js";
import { h, state } from "./dom.js";
import { duration, moment, speed } from "./format.js";

const MOST_ROWS = 1500, DEEPEST = 14;
const TIES = { root: "first of its chain", lost_cause: "its cause is not recorded", cycle: "goes back to itself", caused: "caused by the one above", same_message: "the same message as above" };

/** Nanoseconds of an ISO time, as a BigInt: a double holds no nanoseconds of today. */
function nanos(text) {
  const [, whole, fraction = ""] = text.match(/^(.*?)(?:\.(\d+))?Z?$/);
  return BigInt(Date.parse(`${whole}Z`)) * 1000000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}

export function openLineage(root, argument, signal) {
  const id = h("input", { type: "text", spellcheck: false, autocomplete: "off", value: argument, "aria-label": "Id of a message or an event", placeholder: "Id of a message or an event" });
  const line = h("p", { className: "line", role: "status" });
  const scroll = h("div", { className: "scroll" });
  root.append(h("div", { className: "page" }, h("form", { className: "bar", onsubmit: (event) => {
    event.preventDefault();
    location.hash = `lineage/${encodeURIComponent(id.value.trim())}`;
  } }, id, h("button", { type: "submit" }, "Show")), line, scroll));
  if (argument) load();
  else latest();

  async function load() {
    scroll.replaceChildren(state("loading", "Following the message", "Asking the store."));
    try {
      const lineage = await get(`/api/lineage/${encodeURIComponent(argument)}`, {}, signal);
      show(lineage);
    } catch (failure) {
      if (signal.aborted) return;
      scroll.replaceChildren(failure.status === 404 ? state("empty", "Not found", "No event and no message has that id.")
        : state("error", "The server could not answer", failure.message, h("button", { onclick: load, style: { marginTop: "16px" } }, "Try again")));
    }
  }

  /** Without an id: some to begin with. */
  async function latest() {
    try {
      const page = await get("/api/events", { where: "dependency_depth > 1", limit: 8, since: "1h" }, signal);
      const links = page.events.map((event) => h("p", {}, h("a", { href: `#lineage/${encodeURIComponent(event.event_id)}` }, `${event.source_actor} → ${event.destination_actor}`), h("span", { className: "soft" }, `  ${event.message_type ?? ""} ${moment(event.timestamp, true)}`)));
      scroll.replaceChildren(state("empty", "Whose lineage?", "Enter the id of a message or an event, or choose an event in another view.", links.length ? h("div", { style: { marginTop: "18px" } }, h("h3", {}, "Lately"), links) : null));
    } catch (failure) {
      if (!signal.aborted) scroll.replaceChildren(state("error", "The server could not answer", failure.message));
    }
  }

  function show(lineage) {
    const steps = lineage.steps.slice(0, MOST_ROWS);
    const starts = steps.map((step) => nanos(step.timestamp));
    let first = starts[0];
    for (const start of starts) if (start < first) first = start;
    const begins = starts.map((start) => Number(start - first));
    const span = Math.max(1, ...steps.map((step, i) => begins[i] + Math.max(0, step.execution_time_ns)));
    const failed = lineage.steps.filter((step) => step.error).length;
    const hidden = lineage.steps.length - steps.length + lineage.left_out;
    line.replaceChildren(`${lineage.steps.length} ${lineage.steps.length === 1 ? "flow" : "flows"} in ${duration(span)} · began ${moment(steps[0].timestamp, true)}`,
      failed ? h("span", { className: "bad" }, ` · ${failed} failed`) : "", hidden ? ` · ${hidden} more not shown` : "", " · ",
      h("a", { href: `/api/lineage/${encodeURIComponent(argument)}.svg`, target: "_blank", rel: "noopener" }, "SVG"));
    const scale = [0, 0.25, 0.5, 0.75, 1].map((share) => h("span", { style: { left: `${share * 100}%` } }, share ? duration(span * share) : "0"));
    const rails = [];
    const tree = h("div", { className: "tree", role: "tree" }, h("div", { className: "head" }, h("div", {}, "Flow"), h("div", { className: "lane" }, scale), h("div", { className: "took" }, "Took")));
    steps.forEach((step, i) => {
      rails.length = step.depth;
      rails[step.depth] = !step.last;
      tree.append(row(step, begins[i], span, rails));
    });
    scroll.replaceChildren(tree);
    tree.querySelector(".sought > div")?.scrollIntoView({ block: "center" });
  }

  function row(step, begin, span, rails) {
    const colour = `var(--${step.error ? "err" : speed(step.execution_time_ns)})`;
    const indent = [];
    const from = Math.max(1, step.depth - DEEPEST);
    for (let depth = from; depth < step.depth; depth++) indent.push(h("span", { className: rails[depth] ? "rail line" : "rail" }));
    if (step.depth > 0) indent.push(h("span", { className: `rail turn${step.last ? "" : " line"}` }));
    const gap = step.depth === 0 ? "" : step.gap_ns < 0 ? " meanwhile" : ` after ${duration(step.gap_ns)}`;
    const hint = [`${step.source_actor}.${step.source_port} → ${step.destination_actor}.${step.destination_port}`, step.service, TIES[step.tie], step.message_id, step.error && `failed: ${step.error}`].filter(Boolean).join("\n");
    const open = () => (location.hash = `events/${encodeURIComponent(step.message_id ? `message_id = '${step.message_id.replaceAll("'", "''")}'` : `event_id = '${step.event_id}'`)}`);
    return h("div", { className: step.sought ? "sought" : "", role: "treeitem", "aria-level": step.depth + 1, title: hint, onclick: open },
      h("div", {}, indent, h("i", { className: "dot", style: { background: colour } }),
        h("span", { className: "name" }, `${step.source_actor} → ${step.destination_actor}`, h("span", { className: "soft" }, `  ${step.message_type ?? ""}`, step.tie === "lost_cause" ? " · cause not recorded" : ""))),
      h("div", { className: "lane" }, h("i", { style: { left: `min(${(begin / span) * 100}%, calc(100% - 3px))`, width: `${(Math.max(0, step.execution_time_ns) / span) * 100}%`, background: colour } })),
      h("div", { className: `took num${step.error ? " bad" : ""}` }, `${step.incomplete ? "> " : ""}${duration(step.execution_time_ns)}${gap}`));
  }

  return { "/": () => id.focus() };
}
