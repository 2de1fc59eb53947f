// Builds elements. Text is always text: nothing that was recorded is ever read as markup.

/** An element with attributes, listeners (onclick: …) and children (texts, elements, nulls). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A whole view's state: nothing there, loading, failed. */
export function state(kind, title, text, more = null) {
  const mark = kind === "loading" ? h("div", { className: "pulse" }) : h("div", { className: "mark" }, kind === "error" ? "⚠" : "◌");
  return h("div", { className: "state", role: kind === "error" ? "alert" : "status", "data-kind": kind },
    h("div", {}, mark, h("h2", {}, title), h("p", {}, text), more));
}

/** The value of a custom property of the page's theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
