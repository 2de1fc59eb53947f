// Events that a predicate chooses: pages of what is stored, or those that come, and one event in full.

import { get } from "./api.js";
import { data } from "./data.js";
import { h, state } from "./dom.js";
import { bytes, duration, moment, speed } from "./format.js";

const PAGE = 100, TAIL_MS = 1000, MOST_ROWS = 1000;
const COLUMNS = [["Time"], ["From"], ["To"], ["Type", "wide"], ["Message", "wide"], ["Size", "num wide"], ["Took", "num"]];

export function openEvents(root, argument, signal) {
  const where = h("input", { type: "text", spellcheck: false, autocomplete: "off", value: argument, "aria-label": "Predicate", placeholder: "execution_time_ns > 10000000 AND destination_actor LIKE 'order%'" });
  const follow = h("button", { "aria-pressed": "true" }, "Live tail");
  const line = h("p", { className: "line", role: "status" });
  const body = h("tbody", {});
  const table = h("table", {}, h("thead", {}, h("tr", {}, COLUMNS.map(([text, name]) => h("th", { className: name ?? "" }, text)))), body);
  const more = h("button", { hidden: true, style: { margin: "16px 0" } }, "Older ones");
  const notice = h("div", {});
  const scroll = h("div", { className: "scroll" }, table, more, notice);
  const split = h("div", { className: "split" }, scroll);
  root.append(h("div", { className: "page" }, h("form", { className: "bar", onsubmit: (event) => {
    event.preventDefault();
    open();
  } }, where, h("button", { type: "submit" }, "Show"), follow), line, split));

  let next = null, timer = 0, asked = 0, follows = true, drawer = null, shown = new Set();

  const parameters = () => ({ where: where.value.trim(), limit: PAGE, until: data.at === null ? null : new Date(data.at).toISOString() });

  async function open() {
    const turn = ++asked;
    clearTimeout(timer);
    history.replaceState(null, "", where.value.trim() ? `#events/${encodeURIComponent(where.value.trim())}` : "#events");
    notice.replaceChildren(body.children.length ? "" : state("loading", "Reading", "Asking the store."));
    try {
      const page = await get("/api/events", parameters(), signal);
      if (turn !== asked) return;
      where.setAttribute("aria-invalid", "false");
      shown = new Set(page.events.map((event) => event.event_id));
      body.replaceChildren(...page.events.map(row));
      settle(page.next);
      if (follows) timer = setTimeout(tail, TAIL_MS, turn);
    } catch (failure) {
      if (!signal.aborted && turn === asked) refuse(failure);
    }
  }

  function refuse(failure) {
    const isPredicate = failure.status === 400;
    where.setAttribute("aria-invalid", String(isPredicate));
    line.className = "line bad";
    line.textContent = failure.message;
    if (isPredicate) return notice.replaceChildren();
    notice.replaceChildren(body.children.length ? "" : state("error", "The server could not answer", failure.message, h("button", { onclick: open, style: { marginTop: "16px" } }, "Try again")));
    if (follows) timer = setTimeout(open, 4000);
  }

  function settle(cursor) {
    next = cursor;
    more.hidden = !next || body.children.length >= MOST_ROWS;
    line.className = "line";
    line.textContent = `${body.children.length}${next ? "+" : ""} events${data.at === null ? "" : ` before ${moment(data.at)}`}${follows ? " · new ones appear by themselves" : ""}`;
    notice.replaceChildren(body.children.length ? "" : state("empty", "No such event", where.value.trim() ? "Nothing that is stored meets the predicate." : "Nothing was recorded yet."));
  }

  /** What came since: asked for each second while somebody looks. */
  async function tail(turn) {
    if (turn !== asked || signal.aborted) return;
    if (!document.hidden && data.state === "live" && !body.matches(":active")) {
      try {
        const page = await get("/api/events", { ...parameters(), since: "5m" }, signal);
        if (turn !== asked) return;
        const fresh = page.events.filter((event) => !shown.has(event.event_id));
        for (const event of fresh) shown.add(event.event_id);
        const rows = fresh.map(row);
        for (const it of rows) it.classList.add("new");
        body.prepend(...rows);
        while (body.children.length > MOST_ROWS) body.lastChild.remove();
        if (rows.length) settle(next);
      } catch (failure) {
        if (!signal.aborted && turn === asked) return refuse(failure);
      }
    }
    if (turn === asked) timer = setTimeout(tail, TAIL_MS, turn);
  }

  function row(event) {
    const choose = () => show(event, element);
    const element = h("tr", { tabIndex: 0, onclick: choose, onkeydown: (key) => key.key === "Enter" && choose() },
      h("td", { className: "mono" }, moment(event.timestamp, true)), h("td", {}, event.source_actor ?? ""), h("td", {}, event.destination_actor ?? ""),
      h("td", { className: "wide" }, event.message_type ?? event.event_type), h("td", { className: "mono wide" }, event.message_id ?? ""), h("td", { className: "num wide" }, bytes(event.size_bytes)),
      h("td", { className: "num" }, h("i", { className: "speed", style: { background: `var(--${event.error ? "err" : speed(event.execution_time_ns ?? 0)})` } }), event.error ? "failed" : duration(event.execution_time_ns)));
    return element;
  }

  function show(event, element) {
    for (const it of body.querySelectorAll("[aria-selected]")) it.removeAttribute("aria-selected");
    element?.setAttribute("aria-selected", "true");
    drawer?.remove();
    drawer = h("aside", { className: "drawer", "aria-label": "Event" },
      h("div", { className: "top" }, h("h2", {}, `${event.source_actor ?? "?"} → ${event.destination_actor ?? "?"}`), h("button", { className: "icon", "aria-label": "Close", title: "Close (esc)", onclick: close }, "×")),
      h("button", { onclick: () => (location.hash = `lineage/${encodeURIComponent(event.event_id)}`) }, "Lineage"),
      facts(event));
    split.append(drawer);
  }

  function close() {
    drawer?.remove();
    drawer = null;
  }

  const walk = (by) => {
    const rows = [...body.children];
    const at = rows.indexOf(document.activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  };

  more.addEventListener("click", async () => {
    try {
      const page = await get("/api/events", { ...parameters(), cursor: next }, signal);
      for (const event of page.events) shown.add(event.event_id);
      body.append(...page.events.map(row));
      settle(page.next);
    } catch (failure) {
      if (!signal.aborted) refuse(failure);
    }
  });
  follow.addEventListener("click", () => {
    follows = !follows;
    follow.setAttribute("aria-pressed", String(follows));
    open();
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  open();
  return { "/": () => where.focus(), j: () => walk(1), k: () => walk(-1), ArrowDown: () => walk(1), ArrowUp: () => walk(-1), Escape: close, " ": () => follow.click() };
}

/** All columns of an event that have a value, its attributes and its content, as text. */
export function facts(event) {
  const shown = Object.entries(event).filter(([name, value]) => value !== null && value !== "" && name !== "attributes" && name !== "content");
  const written = (name, value) => (name === "execution_time_ns" ? `${value}  (${duration(value)})` : String(value));
  return h("div", {}, h("dl", { className: "facts" }, shown.flatMap(([name, value]) => [h("dt", {}, name), h("dd", { className: name === "error" ? "bad" : "" }, written(name, value))])),
    event.attributes && Object.keys(event.attributes).length ? [h("h3", { style: { margin: "18px 0 6px" } }, "Attributes"), h("pre", {}, JSON.stringify(event.attributes, null, 2))] : null,
    event.content ? [h("h3", { style: { margin: "18px 0 6px" } }, "Content"), h("pre", {}, String(event.content))] : null);
}
