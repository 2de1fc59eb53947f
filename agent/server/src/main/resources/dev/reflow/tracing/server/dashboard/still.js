// Keeps what was painted of a graph, so that a frame in which only the view moved, or marks run, costs a copy.

/** Of graphs that take longer to paint, a moving view shows what was painted before, and is painted anew when it rests. */
const CHEAP_MS = 9, REST_MS = 110, MOVES_MS = 1000;
/** So many pixels more than is seen are painted on each side of graphs that are not cheap. */
const BEYOND = 140;

export class Still {
  /** Paints by `painter` what it shows. */
  constructor(painter) {
    this.painter = painter;
    this.isStale = true;
    this.cost = 0;
    this.seen = { x: 0, y: 0, k: 0 };
    this.movedAt = 0;
    // Below: groups and links. Above, where something runs between: nodes and texts.
    this.below = new Layer();
    this.above = new Layer();
  }

  /** Shows the graph on `pen`, and `between` links and nodes if given; false if it is to be shown again at rest. */
  show(pen, scene, between) {
    const { view } = scene;
    const now = performance.now();
    const size = `${scene.w} ${scene.h} ${devicePixelRatio} ${!between}`;
    if (view.x !== this.seen.x || view.y !== this.seen.y || view.k !== this.seen.k) {
      this.movedAt = now;
      this.seen = { ...view };
    }
    const rests = now - this.movedAt > REST_MS || this.cost < CHEAP_MS;
    const fresh = !this.isStale && size === this.size;
    const anew = !fresh || (rests && !this.covers(view));
    if (anew) this.paint(scene, size, between);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    this.below.copyTo(pen, view);
    // Browsers note what is to be painted and do it when it is needed: now.
    if (anew) this.cost = performance.now() - now;
    if (between) {
      between(pen);
      pen.setTransform(1, 0, 0, 1, 0, 0);
      this.above.copyTo(pen, view);
    }
    return this.covers(view);
  }

  /** Whether what was painted, at its own scale, fills the view. */
  covers({ x, y, k }) {
    const { view, beyond } = this.below;
    return k === view.k && Math.abs(x - view.x) <= beyond && Math.abs(y - view.y) <= beyond;
  }

  paint(scene, size, between) {
    const { painter } = this;
    // What does not move needs nothing beyond what is seen.
    const beyond = this.cost < CHEAP_MS || performance.now() - this.movedAt > MOVES_MS ? 0 : BEYOND;
    painter.measure();
    this.below.paint(scene, beyond, (pen, view, clip) => {
      painter.groups(pen, view);
      painter.links(pen, view, clip);
      if (!between) this.paintAbove(pen, view, clip);
    });
    if (between) this.above.paint(scene, beyond, (pen, view, clip) => this.paintAbove(pen, view, clip));
    this.isStale = false;
    this.size = size;
  }

  paintAbove(pen, view, clip) {
    this.painter.nodes(pen, view, clip);
    this.painter.titles(pen, view);
    this.painter.labels(pen, view);
  }
}

/** A canvas that is not seen, and the view for which it was painted. */
class Layer {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.pen = this.canvas.getContext("2d");
    this.view = { x: 0, y: 0, k: 0 };
    this.beyond = 0;
  }

  paint(scene, beyond, painting) {
    const { canvas, pen } = this;
    const ratio = devicePixelRatio || 1;
    const w = Math.max(1, Math.round((scene.w + 2 * beyond) * ratio)), h = Math.max(1, Math.round((scene.h + 2 * beyond) * ratio));
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    const view = (this.view = { ...scene.view });
    this.beyond = beyond;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, w, h);
    pen.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * (view.x + beyond), ratio * (view.y + beyond));
    painting(pen, view, [(-view.x - beyond) / view.k, (-view.y - beyond) / view.k, (scene.w + beyond - view.x) / view.k, (scene.h + beyond - view.y) / view.k]);
  }

  copyTo(pen, { x, y, k }) {
    const ratio = devicePixelRatio || 1, by = k / this.view.k;
    const left = ratio * (x - (this.view.x + this.beyond) * by), top = ratio * (y - (this.view.y + this.beyond) * by);
    pen.drawImage(this.canvas, left, top, this.canvas.width * by, this.canvas.height * by);
  }
}
