// A table in a region of its own that can scroll, so that the page never does.
import { h } from "./dom.js";
import { strings } from "./strings.js";

/** Make a scrolling group with a name; it takes the focus so that keys can scroll it, and says when there is more to see. */
export function scroller(name, ...children) {
  const region = h("div", { class: "nbc-scroll", role: "group", "aria-label": name, tabindex: "0" }, children);
  return sayWhenWide(region);
}

/** Let a region that scrolls say so in words, while there is more to see. */
export function sayWhenWide(region) {
  region.prepend(h("p", { class: "nbc-scroll-hint" }, strings.scrollTable));
  const look = () => region.toggleAttribute("data-wide", region.scrollWidth > region.clientWidth + 1);
  const watch = new ResizeObserver(look);
  for (const one of [region, ...region.children]) watch.observe(one);
  return region;
}

/** Make a plain table of node lists: column headers, then rows whose first cell is the row's header. */
export function grid(columns, rows, name) {
  const head = h(
    "tr",
    null,
    columns.map((column) => h("th", { scope: "col" }, column)),
  );
  const body = rows.map((row) =>
    h(
      "tr",
      null,
      row.map((cell, i) => h(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : null, cell)),
    ),
  );
  return scroller(name, h("table", { class: "nbc-table" }, h("thead", null, head), h("tbody", null, body)));
}
