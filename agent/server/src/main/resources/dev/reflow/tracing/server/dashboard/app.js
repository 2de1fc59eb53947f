// The page: which view is open, what the connection is like, keys and theme.

import { login, onTokenNeeded } from "./api.js";
import { data } from "./data.js";
import { h } from "./dom.js";
import { moment } from "./format.js";
import { openEvents } from "./events.js";
import { openFlow } from "./flow.js";
import { openLineage } from "./lineage.js";
import { openOverhead } from "./overhead.js";

const VIEWS = { flow: openFlow, events: openEvents, lineage: openLineage, overhead: openOverhead };
const KEYS = [
  ["1 – 4", "flow, events, lineage, overhead"], ["/", "search, or the predicate"], ["space", "pause, go on"],
  ["← →", "a step back or forth in time (shift: pan)"], ["+ − 0", "nearer, farther, all of it"], ["f", "only the neighbourhood of what is chosen"],
  ["j k ↵", "next, previous, open, in lists"], ["esc", "let go of what is chosen"], ["t", "light or dark"], ["?", "this"],
];

const view = document.getElementById("view");
let gone = new AbortController();
let keys = {};

function route() {
  const [name, ...rest] = location.hash.slice(1).split("/");
  const known = VIEWS[name] ? name : "flow";
  gone.abort();
  gone = new AbortController();
  view.replaceChildren();
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === known) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `Reflow · ${known}`;
  let argument = "";
  try {
    argument = decodeURIComponent(rest.join("/"));
  } catch {
    // A link that is broken: the view opens without it.
  }
  keys = VIEWS[known](view, argument, gone.signal) ?? {};
}

function showState() {
  const status = document.getElementById("status");
  status.dataset.state = data.state;
  status.textContent = { loading: "connecting", live: "live", paused: "paused", past: `at ${moment(data.at)}`, lost: "disconnected" }[data.state];
  const banner = document.getElementById("banner");
  banner.hidden = data.state !== "lost";
  banner.textContent = `No connection to the server; trying again in ${data.retryIn} s. What is shown is what was last known.`;
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  data.tell("theme");
}

function toggleTheme() {
  const name = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", name);
  theme(name);
}

function showKeys() {
  const dialog = document.getElementById("keys");
  dialog.replaceChildren(h("h2", {}, "Keys"),
    h("dl", {}, KEYS.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)])),
    h("button", { onclick: () => dialog.close() }, "Close"));
  dialog.showModal();
}

/** Asks for the token until one is right. */
let asking = null;
function askForToken() {
  asking ??= new Promise((resolve) => {
    const dialog = document.getElementById("login");
    const field = h("input", { type: "password", autocomplete: "current-password", "aria-label": "Token", required: true });
    const line = h("p", { className: "bad" });
    const form = h("form", { onsubmit: async (event) => {
      event.preventDefault();
      if (await login(field.value)) {
        dialog.close();
        asking = null;
        resolve();
      } else line.textContent = "That is not the token.";
    } }, field, h("button", { type: "submit" }, "Open"));
    dialog.replaceChildren(h("h2", {}, "This server asks for a token"), h("p", { className: "soft" }, "It is in the file that the server was started with."), form, line);
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
  });
  return asking;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const writes = event.target.matches("input, textarea, select");
  if (writes && event.key !== "Escape") return;
  if (writes) event.target.blur();
  const names = Object.keys(VIEWS);
  if (event.key >= "1" && event.key <= "4") location.hash = names[Number(event.key) - 1];
  else if (event.key === "t") toggleTheme();
  else if (event.key === "?") showKeys();
  else if (keys[event.key] && !(event.target.matches("button, a") && (event.key === " " || event.key === "Enter"))) keys[event.key](event);
  else return;
  event.preventDefault();
}

theme(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
document.getElementById("theme").onclick = toggleTheme;
document.getElementById("help").onclick = showKeys;
addEventListener("keydown", onKey);
addEventListener("hashchange", route);
onTokenNeeded(askForToken);
data.addEventListener("state", showState);
data.start();
route();
