// The picture again as rows and columns, folded away until it is wanted.
import { h } from "../kit/dom.js";
import { plain, rich } from "../kit/rich.js";
import { scroller } from "../kit/table.js";

/** Make {element, show({columns, rows, marked})}; the first cell of a row is its header. */
export function dataTable({ summary, caption }) {
  const head = h("tr");
  const body = h("tbody");
  const table = h("table", { class: "nbc-table" }, h("caption", null, rich(caption)), h("thead", null, head), body);
  const element = h("details", { class: "nbc-x-data" }, h("summary", null, summary), scroller(plain(caption), table));
  const now = { columns: "", rows: [] };
  return { element, show };

  function show({ columns, rows, marked = (..._cell) => "" }) {
    if (now.columns !== columns.join("\n"))
      head.replaceChildren(...columns.map((name) => h("th", { scope: "col" }, rich(name))));
    now.columns = columns.join("\n");
    // A row that says the same stays: a slider must not rebuild a table of a hundred rows.
    const keys = rows.map((cells, r) => cells.map((text, c) => `${text}\t${marked(r, c)}`).join("\n"));
    rows.forEach((cells, r) => {
      if (keys[r] === now.rows[r]) return;
      const row = h(
        "tr",
        null,
        cells.map((text, c) => drawn(text, c, marked(r, c))),
      );
      if (body.children[r]) body.children[r].replaceWith(row);
      else body.append(row);
    });
    while (body.children.length > rows.length) body.lastChild.remove();
    now.rows = keys;
  }
}

function drawn(text, column, mark) {
  const note = mark ? h("span", { class: "nbc-x-mark" }, ` ${mark}`) : null;
  const look = mark ? "nbc-x-here" : null;
  return h(column ? "td" : "th", { scope: column ? null : "row", class: look }, rich(text), note);
}
