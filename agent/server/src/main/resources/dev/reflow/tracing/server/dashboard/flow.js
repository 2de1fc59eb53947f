// The live flow graph: what is drawn, searched, grouped, chosen.

import { data } from "./data.js";
import { h, state } from "./dom.js";
import { duration, rate } from "./format.js";
import { hold } from "./hand.js";
import { place, shapeOf, windowOf } from "./layout.js";
import { build, sumUp } from "./model.js";
import { Scene } from "./scene.js";
import { sidePanel } from "./side.js";
import { timeBar } from "./timebar.js";

/** What is remembered from one visit of the view to the next. */
const options = { group: "auto", folded: new Set(), focus: null, hops: 1, by: "latency", search: "", isSettled: false, isFolding: false };
/** With more edges than this, or where names would be smaller than this scale makes them, services are drawn as one node each at first. */
const MANY_EDGES = 400, LEAST_SCALE = 0.62;
/** The graph as it was placed last, so that the view opens with it, also where the server is gone. */
let last = { graph: null, shape: "", of: "" };
/** What takes longer says so. */
const LONG_MS = 250;

const HOW_TO_BEGIN = "java -javaagent:reflow-agent.jar -jar your-application.jar";

export function openFlow(root, argument, signal) {
  const canvas = h("canvas", { role: "img", "aria-label": "Flow graph; the list beside it says the same", tabIndex: 0 });
  const search = h("input", { type: "search", placeholder: "Search actors  /", "aria-label": "Search actors", value: options.search });
  const group = select("Group", { auto: "Auto groups", none: "No groups", service: "By service", path: "By path" }, options.group);
  const by = select("Colour", { latency: "p99 time", errors: "Errors" }, options.by);
  const fold = h("button", { className: "wide", title: "Draw each group as one" }, "Fold groups");
  const chip = h("div", { className: "chip", hidden: true });
  const tip = h("div", { className: "tip", hidden: true });
  const overlay = h("div", { className: "state", hidden: true });
  const zoom = h("div", { className: "zoom" },
    h("button", { className: "icon", title: "Nearer (+)", "aria-label": "Nearer", onclick: () => scene.zoom(1.3) }, "+"),
    h("button", { className: "icon", title: "Farther (−)", "aria-label": "Farther", onclick: () => scene.zoom(1 / 1.3) }, "−"),
    h("button", { className: "icon", title: "All of it (0)", "aria-label": "All of it", onclick: () => scene.fit() }, "⤢"));
  const legend = h("div", { className: "legend" });
  const work = h("div", { className: "work", role: "status", hidden: true }, h("div", { className: "pulse" }), h("span", {}));
  const stage = h("div", { className: "stage" }, canvas, h("div", { className: "tools" }, search, group, by, fold, chip), legend, zoom, tip, work, overlay);
  const side = h("aside", { className: "side", "aria-label": "Details" });
  const bar = timeBar(signal);
  root.append(h("div", { className: "flow" }, stage, side, bar.element));

  const scene = new Scene(canvas);
  // For tests, and for who wants to measure.
  canvas.scene = scene;
  scene.by = options.by;
  const panel = sidePanel(side, { choose, focus, scene, unfold: (node) => foldGroup(node.name) }, signal);
  let { graph, shape, of: builtOf } = last, built = graph, running = null, again = false, lastPlaced = 0, later = 0;

  function groupsBy() {
    if (options.group !== "auto") return options.group;
    return new Set([...data.edges.values()].map((edge) => edge.service)).size > 1 ? "service" : "none";
  }

  function refresh() {
    showOverlay();
    if (!data.edges.size) return panel.show(null, graph);
    foldAtFirst();
    // The same edges drawn in the same manner in the same window are the same graph.
    const window = windowOf(scene.room());
    const of = [data.edges.size, window, groupsBy(), [...options.folded].join("\u0001"), options.focus, options.hops].join("\u0002");
    if (of !== builtOf) built = build([...data.edges.values()], { ...options, group: groupsBy() });
    builtOf = of;
    if (graph && shapeOf(built, window) === shape) {
      for (const link of graph.links) link.sum = sumUp(link);
      scene.draw();
      return panel.update(graph);
    }
    // While actors keep coming, not at each of them.
    const wait = graph ? lastPlaced + 1500 - performance.now() : 0;
    clearTimeout(later);
    if (wait > 0) later = setTimeout(refresh, wait);
    else replace(built, window);
  }

  /** Hundreds of actors at once are a texture and no picture: services first, until the user wants it otherwise. */
  function foldAtFirst() {
    if (options.isSettled || options.group !== "auto" || groupsBy() !== "service") return;
    if (data.edges.size > MANY_EDGES) options.isFolding = true;
    if (!options.isFolding) return;
    const before = options.folded.size;
    for (const edge of data.edges.values()) options.folded.add(edge.service);
    if (options.folded.size > before) showTools();
  }

  /** Whether nothing of it could be read, and nobody has wanted it like that. */
  const isTooSmall = (placed) => !options.isSettled && !options.isFolding && options.group === "auto" && groupsBy() === "service" &&
    scene.fitted && !scene.selected && scene.scaleOf(placed) < LEAST_SCALE;

  async function replace(wanted, window) {
    if (running) {
      again = true;
      return;
    }
    const of = builtOf;
    running = place(wanted, window, signal);
    const long = setTimeout(() => {
      work.lastChild.textContent = `Placing ${wanted.nodes.length} nodes, ${wanted.links.length} lines`;
      work.hidden = !graph;
    }, LONG_MS);
    try {
      const placed = await running;
      if (signal.aborted) return;
      if (isTooSmall(placed)) {
        again = options.isFolding = true;
        return;
      }
      const chosen = scene.selected;
      graph = placed;
      shape = shapeOf(placed, window);
      last = { graph, shape, of };
      lastPlaced = performance.now();
      scene.hovered = null;
      scene.selected = same(chosen);
      scene.show(graph);
      find();
      panel.show(scene.selected, graph);
      showOverlay();
    } catch (failure) {
      if (signal.aborted) return;
      data.error = failure;
      showOverlay();
      later = setTimeout(refresh, 4000);
    } finally {
      clearTimeout(long);
      work.hidden = true;
      running = null;
      if (again && !signal.aborted) {
        again = false;
        refresh();
      }
    }
  }

  function same(chosen) {
    if (chosen?.node) return wrap("node", graph.nodes.find((node) => node.id === chosen.node.id));
    return chosen?.link ? wrap("link", graph.links.find((link) => link.id === chosen.link.id)) : null;
  }

  const wrap = (name, it) => (it ? { [name]: it } : null);

  function showOverlay() {
    const edges = data.edges.size;
    let shown = null;
    if (data.error && !graph && data.state !== "lost") shown = state("error", "The server could not answer", data.error.message);
    else if (!edges && data.state === "loading") shown = state("loading", "Connecting", "Asking the server what flows.");
    else if (!graph && data.state === "lost") shown = state("error", "No connection", "The server does not answer. This page tries again by itself.");
    else if (!edges) shown = state("empty", "Waiting for the first message", "Nothing was recorded in the last hour. Start an application with the agent, and its actors appear here by themselves.", h("pre", {}, HOW_TO_BEGIN));
    else if (!graph) shown = state("loading", "Placing the actors", `${edges} edges.`);
    overlay.hidden = shown === null;
    if (shown && overlay.textContent !== shown.textContent) overlay.replaceChildren(...shown.childNodes);
    for (const part of [legend, zoom]) part.hidden = !graph;
    stage.classList.toggle("stale", data.state === "lost");
  }

  function choose(hit) {
    if (hit?.group) return foldGroup(hit.group.name);
    scene.selected = hit?.node || hit?.link ? hit : null;
    scene.draw();
    panel.show(scene.selected, graph);
  }

  function foldGroup(name) {
    if (groupsBy() === "none") return;
    options.isSettled = true;
    if (options.folded.has(name)) options.folded.delete(name);
    else options.folded.add(name);
    settle();
  }

  function foldAll() {
    options.isSettled = true;
    if (options.folded.size) options.folded.clear();
    else for (const node of graph?.nodes ?? []) options.folded.add(node.group);
    settle();
  }

  function focus(node) {
    options.hops = options.focus === node?.id ? Math.min(4, options.hops + 1) : 1;
    options.focus = node?.id ?? null;
    options.focusName = node?.name;
    settle();
  }

  /** Something other is to be drawn. */
  function settle() {
    scene.fitted = true;
    lastPlaced = 0;
    showTools();
    refresh();
  }

  function showTools() {
    chip.hidden = !options.focus;
    chip.replaceChildren(h("span", {}, `${options.focusName} · ${options.hops} ${options.hops === 1 ? "step" : "steps"}`),
      h("button", { title: "One step more", "aria-label": "One step more", onclick: () => focus({ id: options.focus, name: options.focusName }) }, "+"),
      h("button", { title: "All actors (esc)", "aria-label": "All actors", onclick: () => focus(null) }, "×"));
    fold.hidden = groupsBy() === "none";
    fold.textContent = options.folded.size ? "Unfold groups" : "Fold groups";
    const parts = options.by === "errors" ? [["t2", "no failures"], ["err", "failures"]]
      : [["t0", "≤ 100 µs"], ["t1", "≤ 1 ms"], ["t2", "≤ 10 ms"], ["t3", "≤ 100 ms"], ["t4", "longer"], ["err", "failing"]];
    legend.replaceChildren(...parts.map(([name, text]) => h("span", {}, h("i", { style: { background: `var(--${name})` } }), text)),
      h("span", {}, "wide: many flows"));
  }

  function find() {
    const text = options.search.trim().toLowerCase();
    scene.found = text && graph ? new Set(graph.nodes.filter((node) => node.name.toLowerCase().includes(text) ||
      [...node.actors].some((actor) => actor.toLowerCase().includes(text))).map((node) => node.id)) : null;
    scene.draw();
    search.setAttribute("aria-invalid", String(scene.found?.size === 0));
  }

  function hover(hit, x, y) {
    if (scene.hovered?.node !== hit?.node || scene.hovered?.link !== hit?.link) scene.hover(hit?.group ? null : hit);
    tip.hidden = !hit;
    if (!hit) return;
    tip.replaceChildren(...describe(hit));
    tip.style.left = `${Math.max(4, Math.min(x + 14, scene.w - 250))}px`;
    tip.style.top = `${y + 90 > scene.h ? y - 66 : y + 16}px`;
  }

  search.addEventListener("input", () => {
    options.search = search.value;
    find();
  });
  search.addEventListener("keydown", (event) => {
    const first = graph?.nodes.find((node) => scene.found?.has(node.id));
    if (event.key !== "Enter" || !first) return;
    scene.centre(first);
    choose({ node: first });
  });
  group.addEventListener("change", () => {
    options.group = group.value;
    options.folded.clear();
    settle();
  });
  by.addEventListener("change", () => {
    scene.by = options.by = by.value;
    showTools();
    scene.draw();
  });
  fold.addEventListener("click", foldAll);
  hold(scene, { hover, choose, open: (hit) => hit?.node && (hit.node.folded ? foldGroup(hit.node.name) : focus(hit.node)) });
  scene.onResize = () => graph && refresh();
  data.on("edges", refresh, signal);
  data.on("state", () => {
    scene.isRunning = data.state === "live" || data.state === "past";
    scene.draw();
    refresh();
  }, signal);
  data.on("theme", () => scene.themed(), signal);
  signal.addEventListener("abort", () => {
    clearTimeout(later);
    scene.leave();
  });
  showTools();
  if (graph) scene.show(graph);
  if (graph) panel.show(null, graph);
  refresh();
  return keysOf({ scene, search, choose, focus, bar });
}

function describe(hit) {
  if (hit.group) return [h("b", {}, hit.group.name), h("div", { className: "soft" }, "Click to draw it as one.")];
  if (hit.node) {
    const sent = hit.node.links.filter((link) => link.from === hit.node).reduce((sum, link) => sum + link.sum.rate, 0);
    const got = hit.node.links.filter((link) => link.to === hit.node).reduce((sum, link) => sum + link.sum.rate, 0);
    return [h("b", {}, hit.node.name), h("div", { className: "soft" }, `${hit.node.folded ? `${hit.node.actors.size} actors` : hit.node.service} · sends ${rate(sent)} · gets ${rate(got)}`)];
  }
  const { from, to, sum } = hit.link;
  return [h("b", {}, `${from.name} → ${to.name}`),
    h("div", { className: "soft" }, sum.rate > 0 ? `${rate(sum.rate)} · p50 ${duration(sum.p50)} · p99 ${duration(sum.p99)}${sum.errors > 0 ? ` · ${rate(sum.errors)} fail` : ""}` : "idle")];
}

function select(label, entries, value) {
  const element = h("select", { "aria-label": label }, Object.entries(entries).map(([key, text]) => h("option", { value: key }, text)));
  element.value = value;
  return element;
}

function keysOf({ scene, search, choose, focus, bar }) {
  const arrow = (dx, dy, step) => (event) => (event.shiftKey || step === 0 ? scene.pan(dx, dy) : bar.step(step));
  return {
    "/": () => search.focus(), " ": () => data.pause(!(data.isPaused || data.at !== null)),
    "+": () => scene.zoom(1.3), "=": () => scene.zoom(1.3), "-": () => scene.zoom(1 / 1.3), 0: () => scene.fit(),
    f: () => scene.selected?.node && focus(scene.selected.node),
    Escape: () => (scene.selected ? choose(null) : focus(null)),
    ArrowLeft: arrow(60, 0, -1), ArrowRight: arrow(-60, 0, 1), ArrowUp: arrow(0, 60, 0), ArrowDown: arrow(0, -60, 0),
  };
}
