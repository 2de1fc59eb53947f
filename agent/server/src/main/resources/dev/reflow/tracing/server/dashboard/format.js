// Numbers and times as people read them.

const UNITS = [["s", 1e9], ["ms", 1e6], ["µs", 1e3], ["ns", 1]];

function digits(value) {
  return value >= 100 ? Math.round(value).toString() : value >= 10 ? value.toFixed(1) : value.toFixed(2).replace(/\.?0+$/, "");
}

/** Nanoseconds: 1.25 ms. */
export function duration(ns) {
  if (ns === null || ns === undefined || ns < 0) return "–";
  if (ns >= 120e9) return `${Math.floor(ns / 60e9)} min ${Math.round((ns % 60e9) / 1e9)} s`;
  const [unit, factor] = UNITS.find(([, least]) => ns >= least) ?? UNITS[3];
  return `${digits(ns / factor)} ${unit}`;
}

/** 12 345 678 as 12.3 M. */
export function count(value) {
  if (value >= 1e9) return `${digits(value / 1e9)} G`;
  if (value >= 1e6) return `${digits(value / 1e6)} M`;
  if (value >= 1e4) return `${digits(value / 1e3)} k`;
  return Math.round(value).toLocaleString("en").replaceAll(",", "\u202f");
}

export function rate(perSecond) {
  if (perSecond <= 0) return "idle";
  return perSecond < 0.1 ? "< 0.1/s" : `${perSecond >= 1000 ? count(perSecond) : digits(perSecond)}/s`;
}

export function bytes(value) {
  if (value === null || value === undefined || value < 0) return "–";
  for (const [unit, factor] of [["GiB", 2 ** 30], ["MiB", 2 ** 20], ["KiB", 1024]]) {
    if (value >= factor) return `${digits(value / factor)} ${unit}`;
  }
  return `${Math.round(value)} B`;
}

/** The time of day; with milliseconds for events. */
export function clock(time, fine = false) {
  const date = new Date(time);
  const text = date.toLocaleTimeString("en-GB", { hour12: false });
  return fine ? `${text}.${String(date.getMilliseconds()).padStart(3, "0")}` : text;
}

/** Day and time where the day is not today. */
export function moment(time, fine = false) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return today ? clock(time, fine) : `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${clock(time, fine)}`;
}

/** The theme's colour of a transfer time. */
export function speed(ns) {
  return ns <= 1e5 ? "t0" : ns <= 1e6 ? "t1" : ns <= 1e7 ? "t2" : ns <= 1e8 ? "t3" : "t4";
}

/** Cuts the middle out of a long text. */
export function cut(text, most) {
  return text.length <= most ? text : `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(text.length - Math.floor(most / 2))}`;
}

/** A text as an SQL literal. */
export function quoted(text) {
  return `'${String(text).replaceAll("'", "''")}'`;
}
