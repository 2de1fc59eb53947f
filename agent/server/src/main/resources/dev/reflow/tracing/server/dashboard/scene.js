// Draws the flow graph on a canvas: pan, zoom, hit-testing. Draws only when something changed.

import { colour } from "./dom.js";
import { cut, speed } from "./format.js";
import { fonts, labelOf } from "./layout.js";
import { isFailing } from "./model.js";

const MOVE_MS = 380, THIN = 1.3, THICK = 6.5, MOST_MOVING = 120, FAR = 0.2;
const NAMES = ["page", "ink", "soft", "faint", "line", "edge", "card", "area", "accent", "t0", "t1", "t2", "t3", "t4", "err"];

function roundedPath(points) {
  const path = new Path2D();
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length - 2; i += 2) {
    const before = Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]);
    const after = Math.hypot(points[i + 2] - points[i], points[i + 3] - points[i + 1]);
    path.arcTo(points[i], points[i + 1], points[i + 2], points[i + 3], Math.min(8, before / 2, after / 2));
  }
  // The arrow's head covers the end.
  path.lineTo(points[points.length - 2] - 5, points[points.length - 1]);
  return path;
}

/** The same without roundings and arrows, for a look from afar at thousands. */
function plainPath(points) {
  const path = new Path2D();
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
  return path;
}

function distance(points, x, y) {
  let least = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const dx = points[i + 2] - points[i], dy = points[i + 3] - points[i + 1];
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((x - points[i]) * dx + (y - points[i + 1]) * dy) / length)) : 0;
    least = Math.min(least, Math.hypot(points[i] + t * dx - x, points[i + 1] + t * dy - y));
  }
  return least;
}

function along(points, at) {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const length = Math.hypot(points[i + 2] - points[i], points[i + 3] - points[i + 1]);
    if (at <= length && length > 0) {
      return [points[i] + ((points[i + 2] - points[i]) * at) / length, points[i + 1] + ((points[i + 3] - points[i + 1]) * at) / length];
    }
    at -= length;
  }
  return null;
}

export class Scene {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
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
    this.themed();
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
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
    if (this.fitted) this.fit();
    this.draw();
  }

  /** A graph that was placed; what was there before moves to its new place. */
  show(graph) {
    const before = new Map((this.graph?.nodes ?? []).map((node) => [node.id, [node.x, node.y]]));
    for (const node of graph.nodes) {
      node.from = before.get(node.id) ?? null;
    }
    for (const link of graph.links) {
      link.path = roundedPath(link.points);
      link.plain = plainPath(link.points);
      link.length = 0;
      for (let i = 0; i + 3 < link.points.length; i += 2) {
        link.length += Math.hypot(link.points[i + 2] - link.points[i], link.points[i + 3] - link.points[i + 1]);
      }
    }
    const anchor = this.fitted ? null : this.nearest(graph);
    this.graph = graph;
    this.movedAt = before.size && this.moves ? performance.now() : 0;
    if (this.fitted) this.fit();
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

  fit() {
    this.fitted = true;
    if (!this.graph || !this.w) return;
    const top = 58, margin = 24, bottom = this.w > 600 ? 46 : 16;
    let k = Math.min(1.35, (this.w - 2 * margin) / this.graph.width, (this.h - top - bottom) / this.graph.height);
    // On a phone rather the beginning that can be read than all of it too small, where a finger or two reach the rest.
    if (this.w < 600 && k < 0.75 && this.graph.nodes.length <= 30) k = Math.min(0.75, (this.h - top - bottom) / this.graph.height);
    this.view = { k, x: Math.max(margin / 2, (this.w - this.graph.width * k) / 2), y: top + (this.h - top - bottom - this.graph.height * k) / 2 };
    this.draw();
  }

  zoom(factor, x = this.w / 2, y = this.h / 2) {
    const k = Math.max(0.03, Math.min(4, this.view.k * factor));
    this.view.x = x - ((x - this.view.x) * k) / this.view.k;
    this.view.y = y - ((y - this.view.y) * k) / this.view.k;
    this.view.k = k;
    this.fitted = false;
    this.draw();
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.fitted = false;
    this.draw();
  }

  /** Brings a node to the middle, near enough to be read. */
  centre(node) {
    this.view.k = Math.max(this.view.k, 0.8);
    this.view.x = this.w / 2 - (node.x + node.w / 2) * this.view.k;
    this.view.y = this.h / 2 - (node.y + node.h / 2) * this.view.k;
    this.fitted = false;
    this.draw();
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
      const d = distance(it.points, x, y);
      if (d < least) [link, least] = [it, d];
    }
    if (link) return { link };
    const group = this.graph.groups.find((it) => inside(it) && y <= it.y + 28);
    return group ? { group } : null;
  }

  draw() {
    if (this.asked) return;
    this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      this.paint(now);
    });
  }

  get isMoving() {
    return this.moves && this.isRunning && !document.hidden && (this.graph?.links.length ?? 0) <= MOST_MOVING;
  }

  widthOf(sum) {
    if (!(sum.rate > 0)) return THIN;
    const { least, most } = this.rates;
    if (!(most > least * 1.5)) return 2;
    return THIN + (THICK - THIN) * Math.log(Math.max(sum.rate, least) / least) / Math.log(most / least);
  }

  colourOf(sum) {
    if (!(sum.rate > 0)) return this.colours.edge;
    if (this.by === "errors") return sum.errors > 0 ? this.colours.err : this.colours.t2;
    return isFailing(sum) ? this.colours.err : this.colours[speed(sum.p99)];
  }

  isDim(node) {
    if (this.found) return !this.found.has(node.id);
    const it = this.selected;
    if (!it) return false;
    if (it.link) return node !== it.link.from && node !== it.link.to;
    return node !== it.node && !it.node.links.some((link) => link.from === node || link.to === node);
  }

  isLinkDim(link) {
    if (this.found) return !this.found.has(link.from.id) && !this.found.has(link.to.id);
    const it = this.selected;
    return it ? (it.link ? link !== it.link : link.from !== it.node && link.to !== it.node) : false;
  }

  paint(now) {
    const { pen, view, graph } = this;
    const ratio = devicePixelRatio || 1;
    this.frames++;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.w, this.h);
    if (!graph) return;
    const share = this.movedAt ? Math.min(1, (now - this.movedAt) / MOVE_MS) : 1;
    const eased = 1 - (1 - share) ** 3;
    if (share === 1) this.movedAt = 0;
    const rates = graph.links.map((link) => link.sum.rate).filter((rate) => rate > 0);
    this.rates = { least: Math.min(...rates), most: Math.max(...rates) };
    pen.translate(view.x, view.y);
    pen.scale(view.k, view.k);
    this.paintGroups();
    const fade = share < 1 ? eased : 1;
    // Widths on the screen do not fall with the zoom as lengths do: an overview must show who is busy.
    const boost = Math.min(1.7, Math.max(1, 0.5 / view.k));
    for (const link of graph.links) this.paintLink(link, fade, boost);
    if (this.isMoving && share === 1) this.paintFlow(now);
    for (const node of graph.nodes) this.paintNode(node, node.from && share < 1 ? eased : 1);
    if (view.k > 0.5) for (const link of graph.links) this.paintLabel(link, fade);
    pen.globalAlpha = 1;
    if (share < 1 || (this.isMoving && rates.length)) {
      if (share < 1) this.draw();
      else if (!this.timer) this.timer = setTimeout(() => { this.timer = 0; this.draw(); }, 33);
    }
  }

  paintGroups() {
    const { pen, colours, view } = this;
    for (const group of this.graph.groups) {
      pen.beginPath();
      pen.roundRect(group.x, group.y, group.w, group.h, 12);
      pen.fillStyle = colours.area;
      pen.fill();
      pen.lineWidth = 1 / Math.max(view.k, 0.3);
      pen.strokeStyle = colours.line;
      pen.stroke();
      const size = Math.min(12 / Math.min(1, view.k), 30);
      pen.font = this.fonts.group.replace("12px", `${size}px`);
      pen.textAlign = "left";
      pen.fillStyle = colours.soft;
      pen.fillText(cut(group.name, 46), group.x + 14, group.y + Math.min(21, 8 + size));
    }
  }

  paintLink(link, fade, boost) {
    const { pen } = this;
    const dim = this.isLinkDim(link);
    const chosen = this.selected?.link === link || this.hovered?.link === link;
    const width = this.widthOf(link.sum) * boost;
    pen.globalAlpha = fade * (dim ? 0.13 : link.sum.rate > 0 ? 1 : 0.75);
    const stroke = chosen ? this.colours.ink : this.colourOf(link.sum);
    pen.strokeStyle = stroke;
    pen.lineWidth = width;
    if (this.view.k < FAR) {
      pen.lineJoin = "bevel";
      pen.stroke(link.plain);
      return;
    }
    pen.lineJoin = "round";
    const failing = !chosen && link.sum.rate > 0 && isFailing(link.sum);
    if (failing) pen.setLineDash([7, 4]);
    pen.stroke(link.path);
    if (failing) pen.setLineDash([]);
    const n = link.points.length, x = link.points[n - 2], y = link.points[n - 1];
    const half = 3 + width * 0.75;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 2 * half + 1, y - half);
    pen.lineTo(x - 2 * half + 1, y + half);
    pen.closePath();
    pen.fillStyle = stroke;
    pen.fill();
  }

  /** Small marks that run along what flows, faster where more flows. */
  paintFlow(now) {
    const { pen } = this;
    pen.fillStyle = this.colours.page;
    for (const link of this.graph.links) {
      if (!(link.sum.rate > 0) || this.isLinkDim(link)) continue;
      const width = this.widthOf(link.sum);
      const pace = 26 + 16 * Math.log10(1 + link.sum.rate);
      const every = Math.max(26, 120 - 22 * Math.log10(1 + link.sum.rate));
      pen.globalAlpha = 0.85;
      for (let at = ((now / 1000) * pace) % every; at < link.length - 12; at += every) {
        const point = along(link.points, at);
        if (!point) continue;
        pen.beginPath();
        pen.arc(point[0], point[1], Math.max(0.8, width * 0.36), 0, 7);
        pen.fill();
      }
    }
  }

  paintNode(node, eased) {
    const { pen, colours, view } = this;
    const x = node.from && eased < 1 ? node.from[0] + (node.x - node.from[0]) * eased : node.x;
    const y = node.from && eased < 1 ? node.from[1] + (node.y - node.from[1]) * eased : node.y;
    const chosen = this.selected?.node === node;
    pen.globalAlpha = this.isDim(node) ? 0.28 : 1;
    pen.beginPath();
    pen.roundRect(x, y, node.w, node.h, 7);
    // From afar a card is a mark that must be seen at all.
    pen.fillStyle = view.k < 0.3 ? colours.faint : colours.card;
    pen.fill();
    pen.lineWidth = (chosen || this.hovered?.node === node ? 1.8 : 1) / Math.min(1, Math.max(view.k, 0.35));
    pen.strokeStyle = chosen || this.hovered?.node === node || this.found?.has(node.id) ? colours.accent : colours.edge;
    pen.stroke();
    if (view.k < 0.3) return;
    pen.fillStyle = colours.ink;
    pen.font = this.fonts.name;
    pen.textAlign = "center";
    pen.fillText(node.label, x + node.w / 2, y + (node.hasPorts ? 18 : node.h / 2 + (node.folded ? -3 : 4.5)));
    pen.font = this.fonts.small;
    pen.fillStyle = colours.soft;
    if (node.folded) pen.fillText(node.note, x + node.w / 2, y + node.h / 2 + 13);
    if (!node.hasPorts || view.k < 0.45) return;
    pen.fillStyle = colours.line;
    pen.fillRect(x, y + 27, node.w, 1);
    pen.fillStyle = colours.soft;
    const row = (i) => y + node.portsFrom + i * node.portRow + 4;
    pen.textAlign = "left";
    node.in.forEach((port, i) => pen.fillText(cut(port, 18), x + 10, row(i)));
    pen.textAlign = "right";
    node.out.forEach((port, i) => pen.fillText(cut(port, 18), x + node.w - 10, row(i)));
  }

  paintLabel(link, fade) {
    if (!link.labelAt || this.isLinkDim(link)) return;
    const text = labelOf(link.sum);
    if (!text) return;
    const { pen } = this;
    pen.globalAlpha = fade;
    pen.font = this.fonts.small;
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = this.graph.groups.length ? this.colours.area : this.colours.page;
    pen.strokeText(text, link.labelAt[0], link.labelAt[1] + 4);
    pen.fillStyle = isFailing(link.sum) ? this.colours.err : this.colours.soft;
    pen.fillText(text, link.labelAt[0], link.labelAt[1] + 4);
  }
}
