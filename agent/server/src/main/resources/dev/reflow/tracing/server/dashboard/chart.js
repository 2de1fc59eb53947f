// Small charts over time, by uPlot.

import uPlot from "/webjars/uplot/1.6.30/dist/uPlot.esm.js";
import { colour } from "./dom.js";
import { clock } from "./format.js";

/**
 * A chart in `element`. lines: [{ label, colour, fill }]; format: of a value on its axis. Returns
 * set(times in seconds, rows of values).
 */
export function chart(element, lines, format, signal) {
  const family = getComputedStyle(document.body).fontFamily;
  const axis = () => ({ stroke: () => colour("soft"), font: `11px ${family}`, grid: { stroke: () => colour("line"), width: 1 }, ticks: { show: false } });
  const plot = new uPlot({
    width: Math.max(120, element.clientWidth), height: element.clientHeight, padding: [8, 6, 0, 0],
    cursor: { y: false, points: { size: 5 }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (u, least, most) => [0, most > 0 ? most * 1.12 : 1] } },
    axes: [
      { ...axis(), space: 70, size: 24, values: (u, times) => times.map((time) => clock(time * 1000).slice(0, 5)) },
      { ...axis(), size: 58, space: 34, values: (u, values) => values.map((value) => (value === 0 ? "0" : format(value))) },
    ],
    series: [{}, ...lines.map((line) => ({
      label: line.label, stroke: () => colour(line.colour), width: 1.6, points: { show: false }, spanGaps: false,
      fill: line.fill ? () => `color-mix(in srgb, ${colour(line.colour)} 16%, transparent)` : undefined,
    }))],
    hooks: { setCursor: [(u) => {
      const i = u.cursor.idx;
      element.title = i === null || i === undefined || u.data[0][i] === undefined ? ""
        : `${clock(u.data[0][i] * 1000)}  ${lines.map((line, n) => `${line.label} ${u.data[n + 1][i] === null ? "–" : format(u.data[n + 1][i])}`).join(", ")}`;
    }] },
  }, [[], ...lines.map(() => [])], element);
  const watch = new ResizeObserver(() => element.clientWidth && plot.setSize({ width: element.clientWidth, height: element.clientHeight }));
  watch.observe(element);
  signal.addEventListener("abort", () => {
    watch.disconnect();
    plot.destroy();
  });
  return { set: (times, rows) => plot.setData([times, ...rows]), redraw: () => plot.redraw() };
}

/** Steps of the server as equally spaced rows: rates are 0 where nothing flowed, times are not known there. */
export function spread(steps, step, from, to) {
  const by = new Map(steps.map((it) => [it.at, it]));
  const times = [], rates = [], errors = [], p50 = [], p99 = [];
  for (let at = Math.floor(from / step) * step; at < to; at += step) {
    const it = by.get(at);
    times.push(at);
    rates.push(it ? it.flows / step : 0);
    errors.push(it ? it.errors / step : 0);
    p50.push(it ? it.p50_ns : null);
    p99.push(it ? it.p99_ns : null);
  }
  return { times, rates, errors, p50, p99 };
}
