// Measures the graph's texts and has the server place its boxes.

import { post } from "./api.js";
import { cut, duration, rate } from "./format.js";
import { sumUp } from "./model.js";

const NAME_ROW = 27, PORT_ROW = 17, TIGHT_ROW = 11, SIDE = 13;
/** With more links than this, what they carry stands only where the pointer rests. */
const MOST_LABELS = 30;
/** Nor in a window that is narrower than this. */
const LEAST_FOR_LABELS = 520;

const pen = document.createElement("canvas").getContext("2d");

function width(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

export const fonts = () => {
  const family = getComputedStyle(document.body).fontFamily;
  return { name: `600 12.5px ${family}`, small: `11px ${family}`, group: `600 12px ${family}` };
};

const isPlain = (ports, name) => ports.length === 0 || (ports.length === 1 && ports[0] === name);

/** In the frame of "orders", "orders.reader" is "reader". */
function withoutGroup({ name, group, folded }) {
  const isBegun = !folded && group && name.startsWith(group) && name.length > group.length + 1;
  return isBegun && "/.:".includes(name[group.length]) ? name.slice(group.length + 1) : name;
}

/** How large a node's card is, and where its ports are. */
function measure(node, font) {
  node.label = cut(withoutGroup(node), 34);
  node.note = node.folded ? `${node.actors.size} actors` : "";
  node.portRow = node.folded ? TIGHT_ROW : PORT_ROW;
  node.hasPorts = !node.folded && !(isPlain(node.in, "in") && isPlain(node.out, "out"));
  node.w = 2 * SIDE + width(node.label, font.name);
  const rows = Math.max(node.in.length, node.out.length, 1);
  node.h = node.folded ? Math.max(46, TIGHT_ROW * rows + 14) : 32;
  node.portsFrom = node.folded ? (node.h - TIGHT_ROW * (rows - 1)) / 2 : node.h / 2;
  if (node.hasPorts) {
    const widest = (ports) => Math.max(0, ...ports.map((port) => width(cut(port, 18), font.small)));
    node.w = Math.max(node.w, 2 * SIDE + widest(node.in) + widest(node.out) + 16);
    node.h = NAME_ROW + PORT_ROW * Math.max(node.in.length, node.out.length) + 7;
    node.portsFrom = NAME_ROW + 4 + PORT_ROW / 2;
  }
  node.w = Math.ceil(Math.max(node.w, node.folded ? 2 * SIDE + width(`${node.note} · 88.8 k/s`, font.small) : 64));
}

export const labelOf = (sum) => (sum.rate > 0 ? `${rate(sum.rate)} · ${duration(sum.p99)}` : "");

/** The graph's shape: two graphs of one shape have one layout in one window. */
export const shapeOf = (graph, window) => `${window}\n${graph.nodes.map((node) => node.id + node.group).join("|")}\n${graph.links.map((link) => link.id).join("|")}`;

/** A window of about that size: a few pixels more or less make no other layout. */
export function windowOf({ w, h }) {
  const about = (length) => Math.max(160, Math.round(length / 60) * 60);
  return [about(w), about(h)];
}

/** Places nodes (x, y) and links (points, label) of `graph` for a window, and returns its size and groups. */
export async function place(graph, window, signal) {
  const font = fonts();
  const groups = [...new Set(graph.nodes.map((node) => node.group))];
  graph.nodes.forEach((node, i) => {
    node.index = i;
    measure(node, font);
  });
  const labelled = graph.links.length <= MOST_LABELS && window[0] >= LEAST_FOR_LABELS;
  // Room for the longest rate and time, so that a link keeps its label's room while figures change.
  const room = labelled ? width("88.8 k/s · 888 ms", font.small) + 12 : 0;
  const answer = await post("/api/layout", {
    boxes: graph.nodes.map((node) => [groups.indexOf(node.group), node.w, node.h, node.portsFrom, node.portRow, node.in, node.out]),
    lines: graph.links.map((link) => [link.from.index, link.out, link.to.index, link.into, room]),
    // Where ports have names, these stand at the left and right.
    window: [...window, !graph.nodes.some((node) => node.hasPorts)],
  }, signal);
  graph.nodes.forEach((node, i) => ([node.x, node.y] = answer.boxes[i]));
  graph.links.forEach((link, i) => {
    link.points = answer.lines[i];
    link.labelAt = labelled ? answer.labels[i] : null;
    link.sum = sumUp(link);
  });
  graph.groups = answer.groups.map(([number, x, y, w, h]) => ({ name: groups[number], x, y, w, h }));
  graph.width = answer.width;
  graph.height = answer.height;
  return graph;
}
