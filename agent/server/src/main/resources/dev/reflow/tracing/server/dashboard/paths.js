// The ways of links: paths to stroke, points to hit, the arrow's tip. No drawing.

const ROUND = 8, STEPS = 14;
/** Boxes that are nearer than this beside one another stand one above the other. */
const APART = 12;
/** Links to and fro between two nodes run this far from the middle of their sides. */
const LANE = 5;
const RIGHT = [1, 0], LEFT = [-1, 0], DOWN = [0, 1], UP = [0, -1];

/** Finds the ways of all links whose points and ends were placed. */
export function traceAll(links) {
  const ways = new Set(links.map((link) => `${link.from.id}\u0001${link.to.id}`));
  for (const link of links) {
    link.isOneOfTwo = link.from !== link.to && ways.has(`${link.to.id}\u0001${link.from.id}`);
    trace(link);
  }
}

function trace(link) {
  const { points } = link;
  const isLevel = points[1] === points[3] && points[0] < points[2], isUpright = points[0] === points[2] && points[1] < points[3];
  const way = points.length === 4 && !isLevel && !isUpright ? curve(link) : line(points);
  link.path = way.path;
  link.plain = way.plain;
  link.flat = way.flat;
  link.tip = way.tip;
  link.box = boundsOf(way.flat);
  link.length = 0;
  for (let i = 0; i + 3 < way.flat.length; i += 2) link.length += Math.hypot(way.flat[i + 2] - way.flat[i], way.flat[i + 3] - way.flat[i + 1]);
}

function boundsOf(flat) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < flat.length; i += 2) {
    box[0] = Math.min(box[0], flat[i]);
    box[1] = Math.min(box[1], flat[i + 1]);
    box[2] = Math.max(box[2], flat[i]);
    box[3] = Math.max(box[3], flat[i + 1]);
  }
  return box;
}

/** Straight parts with round bends, as ELK leads them. */
function line(points) {
  const n = points.length, path = new Path2D(), plain = new Path2D();
  path.moveTo(points[0], points[1]);
  plain.moveTo(points[0], points[1]);
  for (let i = 2; i < n - 2; i += 2) {
    const before = Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]);
    const after = Math.hypot(points[i + 2] - points[i], points[i + 3] - points[i + 1]);
    path.arcTo(points[i], points[i + 1], points[i + 2], points[i + 3], Math.min(ROUND, before / 2, after / 2));
  }
  for (let i = 2; i < n; i += 2) plain.lineTo(points[i], points[i + 1]);
  const [dx, dy] = direction(points[n - 4], points[n - 3], points[n - 2], points[n - 1]);
  // The arrow's head covers the end.
  path.lineTo(points[n - 2] - 5 * dx, points[n - 1] - 5 * dy);
  return { path, plain, flat: points, tip: { x: points[n - 2], y: points[n - 1], dx, dy } };
}

function direction(x1, y1, x2, y2) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}

/** The sides at which a link that goes straight leaves and comes in. */
function ends({ from, to, points, isOneOfTwo }) {
  const lane = isOneOfTwo ? LANE : 0;
  if (from.hasPorts || to.hasPorts) return [[points[0], points[1], RIGHT], [points[2], points[3], LEFT]];
  const middle = (node, by) => node.y + node.h / 2 + by;
  if (from === to) return [[from.x + from.w, middle(from, 0), RIGHT], [from.x + from.w / 2, from.y, UP]];
  if (to.x - from.x - from.w > APART) return [[from.x + from.w, middle(from, -lane), RIGHT], [to.x, middle(to, -lane), LEFT]];
  if (from.x - to.x - to.w > APART) return [[from.x, middle(from, lane), LEFT], [to.x + to.w, middle(to, lane), RIGHT]];
  const down = to.y > from.y;
  if (Math.abs(to.y - from.y) > 3 * from.h) {
    return down ? [[from.x + from.w, middle(from, lane), RIGHT], [to.x + to.w, middle(to, -lane), RIGHT]]
      : [[from.x, middle(from, -lane), LEFT], [to.x, middle(to, lane), LEFT]];
  }
  const centre = (Math.max(from.x, to.x) + Math.min(from.x + from.w, to.x + to.w)) / 2 + (down ? lane : -lane);
  return down ? [[centre, from.y + from.h, DOWN], [centre, to.y, UP]] : [[centre, from.y, UP], [centre, to.y + to.h, DOWN]];
}

function curve(link) {
  const [[x1, y1, out], [x2, y2, into]] = ends(link);
  const same = out === into;
  const reach = same ? 24 + 0.12 * Math.abs(y2 - y1) : Math.hypot(x2 - x1, y2 - y1) * 0.42;
  const swing = link.from === link.to ? 38 : Math.max(out === UP || out === DOWN ? 6 : 22, Math.min(same ? 90 : 180, reach));
  const c1 = [x1 + out[0] * swing, y1 + out[1] * swing], c2 = [x2 + into[0] * swing, y2 + into[1] * swing];
  const path = new Path2D();
  path.moveTo(x1, y1);
  path.bezierCurveTo(...c1, ...c2, x2 + into[0] * 4, y2 + into[1] * 4);
  const flat = [];
  for (let i = 0; i <= STEPS; i++) {
    const t = i / STEPS, u = 1 - t;
    flat.push(u * u * u * x1 + 3 * u * u * t * c1[0] + 3 * u * t * t * c2[0] + t * t * t * x2,
      u * u * u * y1 + 3 * u * u * t * c1[1] + 3 * u * t * t * c2[1] + t * t * t * y2);
  }
  if (link.labelAt) link.labelAt = [flat[STEPS], flat[STEPS + 1]];
  return { path, plain: path, flat, tip: { x: x2, y: y2, dx: -into[0], dy: -into[1] } };
}

/** How far a point is from a link's way. */
export function distance(points, x, y) {
  let least = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const dx = points[i + 2] - points[i], dy = points[i + 3] - points[i + 1];
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((x - points[i]) * dx + (y - points[i + 1]) * dy) / length)) : 0;
    least = Math.min(least, Math.hypot(points[i] + t * dx - x, points[i + 1] + t * dy - y));
  }
  return least;
}

/** The point of a way so far from its beginning; null behind its end. */
export function along(points, at) {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const length = Math.hypot(points[i + 2] - points[i], points[i + 3] - points[i + 1]);
    if (at <= length && length > 0) {
      return [points[i] + ((points[i + 2] - points[i]) * at) / length, points[i + 1] + ((points[i + 3] - points[i + 1]) * at) / length];
    }
    at -= length;
  }
  return null;
}
