// The bar below the graph: how much flowed when; a click shows that minute.

import { get } from "./api.js";
import { data } from "./data.js";
import { colour, h } from "./dom.js";
import { count, moment, rate } from "./format.js";

const REFRESH_MS = 4000;
const RANGES = { 600: "10 min", 3600: "1 hour", 21600: "6 hours", 86400: "1 day", 604800: "7 days" };

/** Returns the element, and step(direction) in time. */
export function timeBar(signal) {
  const canvas = h("canvas", { tabIndex: 0, role: "slider", "aria-label": "Time", "aria-valuetext": "now" });
  const button = h("button", { title: "Pause, go on (space)" }, "Pause");
  const ranges = h("select", { "aria-label": "How far back", className: "wide" }, Object.entries(RANGES).map(([value, text]) => h("option", { value }, text)));
  const output = h("output", {});
  const element = h("div", { className: "timebar" }, button, ranges, h("div", { className: "track" }, canvas), output);
  let steps = [], from = 0, to = 0, step = 1, hover = null, timer = 0;

  async function load() {
    clearTimeout(timer);
    const seconds = Number(ranges.value);
    step = Math.max(1, Math.round(seconds / 200));
    const now = Date.now() / 1000;
    try {
      const answer = await get("/api/series", { since: new Date((now - seconds) * 1000).toISOString(), step }, signal);
      [steps, from, to] = [answer.steps, now - seconds, now];
    } catch {
      // The graph beside it says what is wrong; the bar keeps what it has.
    }
    draw();
    if (!signal.aborted) timer = setTimeout(load, REFRESH_MS);
  }

  const timeAt = (x) => (from + ((to - from) * x) / canvas.clientWidth) * 1000;

  function draw() {
    const ratio = devicePixelRatio || 1, w = canvas.clientWidth, hgt = canvas.clientHeight;
    canvas.width = w * ratio;
    canvas.height = hgt * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = colour("line");
    pen.fillRect(0, hgt - 1, w, 1);
    const most = Math.max(1, ...steps.map((it) => it.flows));
    const x = (at) => ((at - from) / (to - from || 1)) * w;
    const flows = colour("t1"), failures = colour("err");
    const wide = Math.max(1, (step / (to - from || 1)) * w - 0.6);
    for (const it of steps) {
      const high = Math.max(1.5, (hgt - 4) * Math.sqrt(it.flows / most));
      pen.fillStyle = flows;
      pen.globalAlpha = 0.6;
      pen.fillRect(x(it.at), hgt - high, wide, high);
      if (it.errors > 0) {
        pen.globalAlpha = 1;
        pen.fillStyle = failures;
        pen.fillRect(x(it.at), hgt - 2.5, wide, 2.5);
      }
    }
    pen.globalAlpha = 1;
    if (data.at !== null) mark(pen, x(data.at / 1000), hgt, colour("accent"), x(data.at / 1000 - 60));
    if (hover !== null) mark(pen, hover, hgt, colour("faint"), hover);
    show();
  }

  function mark(pen, x, hgt, stroke, begin) {
    pen.fillStyle = stroke;
    pen.globalAlpha = 0.18;
    pen.fillRect(begin, 0, x - begin, hgt);
    pen.globalAlpha = 1;
    pen.fillRect(x - 1, 0, 2, hgt);
  }

  function show() {
    const rests = data.at !== null || data.isPaused;
    button.textContent = data.at !== null ? "Back to now" : data.isPaused ? "Go on" : "Pause";
    button.setAttribute("aria-pressed", String(rests));
    const under = hover === null ? null : timeAt(hover);
    const it = under === null ? null : steps.find((one) => one.at <= under / 1000 && under / 1000 < one.at + step);
    output.textContent = under !== null ? `${moment(under)} · ${it ? rate(it.flows / step) : "idle"}`
      : data.at !== null ? `minute to ${moment(data.at)}` : `${count(data.stored)} stored since start`;
    canvas.setAttribute("aria-valuetext", data.at === null ? "now" : moment(data.at));
  }

  function go(time) {
    if (time >= Date.now() - 1000) data.now();
    else data.travel(Math.max(from * 1000, time));
    draw();
  }

  const goTo = (event) => go(timeAt(event.clientX - canvas.getBoundingClientRect().left));
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    goTo(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    hover = event.clientX - canvas.getBoundingClientRect().left;
    draw();
  });
  canvas.addEventListener("pointerup", (event) => event.buttons === 0 && Math.abs((data.at ?? 0) - timeAt(hover ?? 0)) > 2000 && hover !== null && goTo(event));
  canvas.addEventListener("pointerleave", () => {
    hover = null;
    draw();
  });
  button.addEventListener("click", () => data.pause(!(data.isPaused || data.at !== null)));
  ranges.addEventListener("change", load);
  data.on("state", draw, signal);
  data.on("theme", draw, signal);
  data.on("edges", show, signal);
  signal.addEventListener("abort", () => clearTimeout(timer));
  const watch = new ResizeObserver(draw);
  watch.observe(canvas);
  signal.addEventListener("abort", () => watch.disconnect());
  load();
  return { element, step: (direction) => go((data.at ?? Date.now()) + direction * Math.max(step, 5) * 1000) };
}
