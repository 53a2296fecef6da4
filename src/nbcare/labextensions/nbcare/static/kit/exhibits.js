// Chart tabs and trends that an item carries.
import { h } from "./dom.js";
import { rich, paragraphs } from "./rich.js";
import { strings } from "./strings.js";
import { grid } from "./table.js";

function exhibit(one) {
  const body = one.table
    ? grid(one.table.columns.map(rich), one.table.rows.map((row) => row.map(rich)), one.title)
    : h("div", null, paragraphs(one.text ?? one.alt));
  return h("details", { class: "nbc-exhibit", open: true }, h("summary", null, one.title || strings.exhibits), body);
}

/** Make the exhibits of an item, or nothing. */
export function exhibits(list) {
  if (!Array.isArray(list) || list.length === 0) return null;
  return h("div", { class: "nbc-exhibits" }, list.map(exhibit));
}
