// Paints a placed graph, or the part of it that a view shows, on a canvas.

import { cut, rate, speed } from "./format.js";
import { labelOf } from "./layout.js";
import { isFailing, sumUp } from "./model.js";
import { along } from "./paths.js";

const THIN = 1.3, THICK = 6.5;
/** The same where there are many links, in pixels of the screen: what is no wider than one is painted quickly. */
const THIN_OF_MANY = 1, THICK_OF_MANY = 3;
/** Nearer than this, links have bends and arrows; nearer than these, nodes have names, ports and links have labels. */
const FAR = 0.3, ARROWS_OF_MANY_FROM = 0.55, NAMES_FROM = 0.42, PORTS_FROM = 0.45, LABELS_FROM = 0.5;
/** With more links than this each is paler and thinner, so that what lies below and what is slow is seen, and has an arrow only from near. */
const MANY_LINKS = 300;
/** The tallest name that stands in its frame. */
const INSIDE = 18;
const ORDER = ["edge", "t0", "t1", "t2", "t3", "t4", "err"];

/** With more links of one look than this they are one stroke, in which those that cross are not darker there. */
const FEW = 12;

function together(paths) {
  const all = new Path2D();
  for (const path of paths) all.addPath(path);
  return all;
}

export class Painter {
  /** `look`: colours, fonts, by ("latency" or "errors"), graph, selected, found. */
  constructor(look) {
    this.look = look;
  }

  /** To be called when rates have changed, before what is painted next. */
  measure() {
    let least = Infinity, most = 0;
    for (const { sum } of this.look.graph.links) {
      if (!(sum.rate > 0)) continue;
      least = Math.min(least, sum.rate);
      most = Math.max(most, sum.rate);
    }
    this.rates = { least, most };
  }

  /** How busy a link is among all that are: 0 to 1; null where it rests. */
  shareOf(sum) {
    if (!(sum.rate > 0)) return null;
    const { least, most } = this.rates;
    if (!(most > least * 1.5)) return 0.13;
    return Math.log(Math.max(sum.rate, least) / least) / Math.log(most / least);
  }

  /** In the graph's pixels. Widths on the screen do not fall with the zoom as lengths do: an overview must show who is busy. */
  widthOf(sum, view) {
    const share = this.shareOf(sum) ?? 0;
    if (this.isMany) return (THIN_OF_MANY + Math.round(2 * (THICK_OF_MANY - THIN_OF_MANY) * share ** 2) / 2) / Math.max(view.k, 0.2);
    return (THIN + (THICK - THIN) * share) * Math.min(1.7, Math.max(1, 0.5 / view.k));
  }

  get isMany() {
    return this.look.graph.links.length > MANY_LINKS;
  }

  colourOf(sum) {
    if (!(sum.rate > 0)) return "edge";
    if (this.look.by === "errors") return sum.errors > 0 ? "err" : "t2";
    return isFailing(sum) ? "err" : speed(sum.p99);
  }

  isDim(node) {
    const { found, selected } = this.look;
    if (found) return !found.has(node.id);
    if (!selected) return false;
    if (selected.link) return node !== selected.link.from && node !== selected.link.to;
    return node !== selected.node && !selected.node.links.some((link) => link.from === node || link.to === node);
  }

  isLinkDim(link) {
    const { found, selected } = this.look;
    if (found) return !found.has(link.from.id) && !found.has(link.to.id);
    return selected ? (selected.link ? link !== selected.link : link.from !== selected.node && link.to !== selected.node) : false;
  }

  groups(pen, view) {
    const { colours, graph } = this.look;
    for (const group of graph.groups) {
      pen.beginPath();
      pen.roundRect(group.x, group.y, group.w, group.h, 12);
      pen.fillStyle = colours.area;
      pen.fill();
      pen.lineWidth = 1 / Math.max(view.k, 0.3);
      pen.strokeStyle = colours.line;
      pen.stroke();
    }
  }

  /** Names of groups as large on the screen as they are from near; over the links, which cross there. */
  titles(pen, view) {
    const { colours, fonts, graph } = this.look;
    const size = Math.min(12.5 / Math.min(1, view.k), 40);
    pen.globalAlpha = 1;
    pen.font = fonts.group.replace("12px", `${size}px`);
    pen.textAlign = "left";
    pen.lineWidth = size / 3;
    pen.lineJoin = "round";
    for (const group of graph.groups) {
      // From afar the name is taller than the room above the nodes: then it stands on the frame.
      const y = group.y + (size > INSIDE ? size * 0.3 : 14 + size / 2);
      const text = cut(group.name, 46);
      pen.strokeStyle = size > INSIDE ? colours.page : colours.area;
      pen.strokeText(text, group.x + 14, y);
      pen.fillStyle = colours.soft;
      pen.fillText(text, group.x + 14, y);
    }
  }

  /** All links of `clip` ([left, top, right, bottom]): those alike one after the other, what is slow or fails last. */
  links(pen, view, clip, fade = 1) {
    const alike = new Map();
    for (const link of this.look.graph.links) {
      const box = link.box;
      if (box[0] > clip[2] || box[2] < clip[0] || box[1] > clip[3] || box[3] < clip[1]) continue;
      const name = this.colourOf(link.sum);
      const dim = this.isLinkDim(link);
      const width = Math.round(this.widthOf(link.sum, view) * 8) / 8;
      const failing = name === "err";
      const key = (dim ? 0 : 10000) + ORDER.indexOf(name) * 1000 + width * 10;
      const same = alike.get(key);
      if (same) same.links.push(link);
      else alike.set(key, { name, dim, width, failing, links: [link] });
    }
    const many = this.isMany;
    for (const key of [...alike.keys()].sort((a, b) => a - b)) {
      const style = alike.get(key);
      pen.globalAlpha = fade * (style.dim ? 0.1 : style.name === "edge" ? (many ? 0.4 : 0.75) : many && !style.failing && !this.look.selected ? 0.5 : 1);
      this.strokes(pen, view, style.links, this.look.colours[style.name], style.width, style.failing && this.look.by !== "errors");
    }
    pen.globalAlpha = 1;
  }

  strokes(pen, view, links, colour, width, dashed) {
    const far = view.k < FAR;
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = width;
    pen.lineJoin = far ? "bevel" : "round";
    if (dashed && !far) pen.setLineDash([7, 4]);
    const wayOf = (link) => (far ? link.plain : link.path);
    // Hundreds of strokes take six times as long as one of all of them.
    if (links.length > FEW) pen.stroke(together(links.map(wayOf)));
    else for (const link of links) pen.stroke(wayOf(link));
    if (dashed && !far) pen.setLineDash([]);
    if (far || (this.isMany && view.k < ARROWS_OF_MANY_FROM && links.length > 1)) return;
    const half = 3 + width * 0.75, long = 2 * half - 1;
    pen.beginPath();
    for (const { tip: { x, y, dx, dy } } of links) {
      pen.moveTo(x, y);
      pen.lineTo(x - dx * long - dy * half, y - dy * long + dx * half);
      pen.lineTo(x - dx * long + dy * half, y - dy * long - dx * half);
      pen.closePath();
    }
    pen.fill();
  }

  /** Small marks that run along what flows, faster where more flows. */
  marks(pen, view, now) {
    pen.fillStyle = this.look.colours.page;
    pen.globalAlpha = 0.85;
    pen.beginPath();
    for (const link of this.look.graph.links) {
      if (!(link.sum.rate > 0) || this.isLinkDim(link)) continue;
      const size = Math.max(0.8, this.widthOf(link.sum, view) * 0.36);
      const pace = 26 + 16 * Math.log10(1 + link.sum.rate);
      const every = Math.max(26, 120 - 22 * Math.log10(1 + link.sum.rate));
      for (let at = ((now / 1000) * pace) % every; at < link.length - 12; at += every) {
        const point = along(link.flat, at);
        if (!point) continue;
        pen.moveTo(point[0] + size, point[1]);
        pen.arc(point[0], point[1], size, 0, 7);
      }
    }
    pen.fill();
    pen.globalAlpha = 1;
  }

  /** All nodes of `clip`; `eased` is how far those that move have come. */
  nodes(pen, view, clip, eased = 1) {
    for (const node of this.look.graph.nodes) {
      const x = node.from && eased < 1 ? node.from[0] + (node.x - node.from[0]) * eased : node.x;
      const y = node.from && eased < 1 ? node.from[1] + (node.y - node.from[1]) * eased : node.y;
      if (x > clip[2] || x + node.w < clip[0] || y > clip[3] || y + node.h < clip[1]) continue;
      pen.globalAlpha = this.isDim(node) ? 0.28 : 1;
      this.node(pen, view, node, x, y, node === this.look.selected?.node);
    }
    pen.globalAlpha = 1;
  }

  node(pen, view, node, x, y, chosen) {
    const { colours, fonts, found } = this.look;
    const marked = chosen || found?.has(node.id);
    if (view.k < NAMES_FROM) {
      // From afar a card is a mark that must be seen at all.
      pen.fillStyle = marked ? colours.accent : colours.faint;
      pen.fillRect(x, y, node.w, node.h);
      return;
    }
    pen.beginPath();
    pen.roundRect(x, y, node.w, node.h, 7);
    pen.fillStyle = colours.card;
    pen.fill();
    pen.lineWidth = (chosen ? 1.8 : 1) / Math.min(1, view.k);
    pen.strokeStyle = marked ? colours.accent : colours.edge;
    pen.stroke();
    pen.fillStyle = colours.ink;
    pen.font = fonts.name;
    pen.textAlign = "center";
    pen.fillText(node.label, x + node.w / 2, y + (node.hasPorts ? 18 : node.h / 2 + (node.folded ? -3 : 4.5)));
    pen.font = fonts.small;
    pen.fillStyle = colours.soft;
    if (node.folded) this.inside(pen, node, x, y);
    if (!node.hasPorts || view.k < PORTS_FROM) return;
    pen.fillStyle = colours.line;
    pen.fillRect(x, y + 27, node.w, 1);
    pen.fillStyle = colours.soft;
    const row = (i) => y + node.portsFrom + i * node.portRow + 4;
    pen.textAlign = "left";
    node.in.forEach((port, i) => pen.fillText(cut(port, 18), x + 10, row(i)));
    pen.textAlign = "right";
    node.out.forEach((port, i) => pen.fillText(cut(port, 18), x + node.w - 10, row(i)));
  }

  /** Of a group that is drawn as one: how many actors it has, what flows between them, and whether some of that fails. */
  inside(pen, node, x, y) {
    const sum = sumUp({ edges: node.inner });
    pen.fillText(sum.rate > 0 ? `${node.note} · ${rate(sum.rate)}` : node.note, x + node.w / 2, y + node.h / 2 + 13);
    if (!node.inner.some((edge) => isFailing({ errors: edge.errorRate, rate: edge.rate }))) return;
    pen.beginPath();
    pen.arc(x + node.w - 10, y + 10, 3.5, 0, 7);
    pen.fillStyle = this.look.colours.err;
    pen.fill();
  }

  labels(pen, view, fade = 1) {
    if (view.k <= LABELS_FROM) return;
    const { colours, fonts, graph } = this.look;
    pen.globalAlpha = fade;
    pen.font = fonts.small;
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = graph.groups.length ? colours.area : colours.page;
    for (const link of graph.links) {
      const text = link.labelAt && !this.isLinkDim(link) ? labelOf(link.sum) : "";
      if (!text) continue;
      pen.strokeText(text, link.labelAt[0], link.labelAt[1] + 4);
      pen.fillStyle = isFailing(link.sum) ? colours.err : colours.soft;
      pen.fillText(text, link.labelAt[0], link.labelAt[1] + 4);
    }
    pen.globalAlpha = 1;
  }

  /** What the pointer rests on, over all else. */
  hovered(pen, view, hit) {
    if (hit?.link) {
      this.strokes(pen, view, [hit.link], this.look.colours.ink, Math.max(2, this.widthOf(hit.link.sum, view)), false);
    } else if (hit?.node) {
      const { x, y, w, h } = hit.node;
      pen.beginPath();
      pen.roundRect(x, y, w, h, 7);
      pen.lineWidth = 1.8 / Math.min(1, view.k);
      pen.strokeStyle = this.look.colours.accent;
      pen.stroke();
    }
  }
}
