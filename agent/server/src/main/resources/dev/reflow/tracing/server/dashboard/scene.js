// The flow graph on a canvas: pan, zoom, hit-testing. Paints only when something changed, and what did not change only once.

import { colour } from "./dom.js";
import { fonts } from "./layout.js";
import { Painter } from "./paint.js";
import { distance, traceAll } from "./paths.js";
import { Still } from "./still.js";

const MOVE_MS = 380, MOST_MOVING = 120, MARKS_MS = 33;
/** Around the graph: room for what lies over the canvas. */
const TOP = 58, MARGIN = 24, BOTTOM = 46, BOTTOM_NARROW = 16, NARROW = 600;
/** Names are read from this scale on, with trouble from the other. So many nodes are opened like that, even if not all of them are seen at once. */
const READABLE = 0.72, LEGIBLE = 0.62, MOST_READ = 150, LARGEST = 1.35, WIDE = 1600, LARGEST_WIDE = 1.8;
const NAMES = ["page", "ink", "soft", "faint", "line", "edge", "card", "area", "accent", "t0", "t1", "t2", "t3", "t4", "err"];

export class Scene {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.painter = new Painter(this);
    this.still = new Still(this.painter);
    this.graph = null;
    this.view = { x: 0, y: 0, k: 1 };
    this.by = "latency";
    this.selected = null;
    this.hovered = null;
    this.found = null;
    this.fitted = true;
    this.moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.isRunning = true;
    this.frames = 0;
    this.onResize = () => {};
    this.themed();
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(canvas);
    this.resize();
  }

  /** The canvas is gone. */
  leave() {
    this.isRunning = false;
    this.watch.disconnect();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.asked);
  }

  themed() {
    this.colours = Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
    this.fonts = fonts();
    this.draw();
  }

  resize() {
    const { clientWidth: w, clientHeight: h } = this.canvas;
    this.w = w;
    this.h = h;
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.max(1, w * ratio);
    this.canvas.height = Math.max(1, h * ratio);
    if (this.fitted) this.home();
    this.onResize();
    this.draw();
  }

  /** A graph that was placed; what was there before moves to its new place. */
  show(graph) {
    const before = new Map((this.graph?.nodes ?? []).map((node) => [node.id, [node.x, node.y]]));
    for (const node of graph.nodes) node.from = before.get(node.id) ?? null;
    traceAll(graph.links);
    const anchor = this.fitted ? null : this.nearest(graph);
    this.graph = graph;
    this.movedAt = before.size && this.moves ? performance.now() : 0;
    if (this.fitted) this.home();
    else if (anchor) {
      // What one looks at stays where it is.
      this.view.x -= (anchor.x - anchor.from[0]) * this.view.k;
      this.view.y -= (anchor.y - anchor.from[1]) * this.view.k;
    }
    this.draw();
  }

  nearest(graph) {
    const [x, y] = this.toGraph(this.w / 2, this.h / 2);
    return graph.nodes.filter((node) => node.from)
      .sort((a, b) => Math.hypot(a.from[0] - x, a.from[1] - y) - Math.hypot(b.from[0] - x, b.from[1] - y))[0] ?? null;
  }

  /** The part of the canvas that nothing lies over. */
  room() {
    const bottom = this.w > NARROW ? BOTTOM : BOTTOM_NARROW;
    return { x: MARGIN, y: TOP, w: Math.max(1, this.w - 2 * MARGIN), h: Math.max(1, this.h - TOP - bottom) };
  }

  /** The scale at which all of `graph` is seen. */
  scaleOf(graph) {
    const { w, h } = this.room();
    return Math.min(this.w > WIDE ? LARGEST_WIDE : LARGEST, w / graph.width, h / graph.height);
  }

  /** The first look: all of it, or where names would be too small to be read, its beginning. */
  home() {
    if (!this.graph || !this.w) return;
    const whole = this.scaleOf(this.graph);
    this.lookAt(whole < LEGIBLE && this.graph.nodes.length <= MOST_READ ? READABLE : whole);
  }

  /** All of it. */
  fit() {
    if (this.graph && this.w) this.lookAt(this.scaleOf(this.graph));
  }

  lookAt(k) {
    const { x, y, w, h } = this.room();
    this.fitted = true;
    this.view = { k, x: x + Math.max(0, (w - this.graph.width * k) / 2), y: y + Math.max(0, (h - this.graph.height * k) / 2) };
    this.frame();
  }

  zoom(factor, x = this.w / 2, y = this.h / 2) {
    const k = Math.max(0.03, Math.min(4, this.view.k * factor));
    this.view.x = x - ((x - this.view.x) * k) / this.view.k;
    this.view.y = y - ((y - this.view.y) * k) / this.view.k;
    this.view.k = k;
    this.fitted = false;
    this.frame();
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.fitted = false;
    this.frame();
  }

  /** Brings a node to the middle, near enough to be read. */
  centre(node) {
    this.view.k = Math.max(this.view.k, 0.8);
    this.view.x = this.w / 2 - (node.x + node.w / 2) * this.view.k;
    this.view.y = this.h / 2 - (node.y + node.h / 2) * this.view.k;
    this.fitted = false;
    this.frame();
  }

  hover(hit) {
    this.hovered = hit;
    this.frame();
  }

  toGraph(x, y) {
    return [(x - this.view.x) / this.view.k, (y - this.view.y) / this.view.k];
  }

  /** What stands at a point of the canvas: { node }, { link }, { group } or null. */
  at(px, py) {
    if (!this.graph) return null;
    const [x, y] = this.toGraph(px, py);
    const inside = (it) => x >= it.x && x <= it.x + it.w && y >= it.y && y <= it.y + it.h;
    const node = this.graph.nodes.find(inside);
    if (node) return { node };
    let link = null, least = 7 / this.view.k;
    for (const it of this.graph.links) {
      const [left, top, right, bottom] = it.box;
      if (x < left - least || x > right + least || y < top - least || y > bottom + least) continue;
      const d = distance(it.flat, x, y);
      if (d < least) [link, least] = [it, d];
    }
    if (link) return { link };
    const group = this.graph.groups.find((it) => inside(it) && y <= it.y + 28);
    return group ? { group } : null;
  }

  /** Something looks other than before. */
  draw() {
    this.still.isStale = true;
    this.frame();
  }

  /** Something is elsewhere than before. */
  frame() {
    if (this.asked) return;
    this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      this.paint(now);
    });
  }

  get isMoving() {
    return this.moves && this.isRunning && !document.hidden && (this.graph?.links.length ?? 0) <= MOST_MOVING;
  }

  paint(now) {
    const { pen, view, graph } = this;
    const ratio = devicePixelRatio || 1;
    this.frames++;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.w, this.h);
    if (!graph) return;
    const share = this.movedAt ? Math.min(1, (now - this.movedAt) / MOVE_MS) : 1;
    if (share < 1) {
      this.paintMoving(1 - (1 - share) ** 3);
      return this.frame();
    }
    this.movedAt = 0;
    const marked = this.isMoving;
    if (!this.still.show(pen, this, marked && ((under) => {
      this.enter(under);
      this.painter.marks(under, view, now);
    }))) this.later(120);
    this.enter(pen);
    this.painter.hovered(pen, view, this.hovered);
    if (marked && this.painter.rates.most > 0) this.later(MARKS_MS);
  }

  /** Another frame after so many milliseconds. */
  later(ms) {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.frame();
    }, ms);
  }

  enter(pen) {
    const ratio = devicePixelRatio || 1, { x, y, k } = this.view;
    pen.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
  }

  paintMoving(eased) {
    const { pen, view, painter } = this;
    const everywhere = [-Infinity, -Infinity, Infinity, Infinity];
    this.enter(pen);
    painter.measure();
    painter.groups(pen, view);
    painter.links(pen, view, everywhere, eased);
    painter.nodes(pen, view, everywhere, eased);
    painter.titles(pen, view);
    painter.labels(pen, view, eased);
    this.still.isStale = true;
  }
}
