// A table in a region of its own that can scroll, so that the page never does.
import { h } from "./dom.js";

/** Make a scrolling region with a name; it takes the focus so that keys can scroll it. */
export function scroller(name, ...children) {
  return h("div", { class: "nbc-scroll", role: "region", "aria-label": name, tabindex: "0" }, children);
}

/** Make a plain table of node lists: column headers, then rows whose first cell is the row's header. */
export function grid(columns, rows, name) {
  const head = h("tr", null, columns.map((column) => h("th", { scope: "col" }, column)));
  const body = rows.map((row) =>
    h("tr", null, row.map((cell, i) => h(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : null, cell))),
  );
  return scroller(name, h("table", { class: "nbc-table" }, h("thead", null, head), h("tbody", null, body)));
}
