// The table twin: the picture again as rows and columns, folded away until it is wanted.
import { h } from "../dom.js";
import { plain, rich } from "../rich.js";
import { scroller } from "../table.js";

/** Make {element, show({columns, rows, marked})}; the first cell of a row is its header. */
export function tableTwin({ summary, caption }) {
  const head = h("tr");
  const body = h("tbody");
  const table = h("table", { class: "nbc-table" }, h("caption", null, rich(caption)), h("thead", null, head), body);
  const element = h("details", { class: "nbc-x-twin" }, h("summary", null, summary), scroller(plain(caption), table));
  return { element, show };

  function show({ columns, rows, marked = () => "" }) {
    head.replaceChildren(...columns.map((name) => h("th", { scope: "col" }, rich(name))));
    body.replaceChildren(...rows.map((cells, r) => h("tr", null, cells.map((text, c) => drawn(text, c, marked(r, c))))));
  }
}

function drawn(text, column, mark) {
  const note = mark ? h("span", { class: "nbc-x-mark" }, ` ${mark}`) : null;
  const look = mark ? "nbc-x-here" : null;
  return h(column ? "td" : "th", { scope: column ? null : "row", class: look }, rich(text), note);
}
