// A drop-down list in cells of a table.
import { h } from "../../kit/dom.js";
import { gapText, withBlanks } from "../../kit/gaps.js";
import { plain, rich } from "../../kit/rich.js";
import { placed } from "../../kit/template.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const text = gapText(
    item,
    ctx,
    (gap) => item.blanks[gap].options,
    undefined,
    (gap) => table(item.table, gap),
    where,
  );
  return { element: text.element, get: text.get, set: text.set, review: text.review };
}

/**
 * Name the row and the column a gap stands in.
 * @param {any} item
 */
function where({ table: { columns, rows } }, gap) {
  const row = rows.find((cells) => cells.some((cell) => cell.includes(`[[${gap}]]`)));
  const column = row.findIndex((cell) => cell.includes(`[[${gap}]]`));
  return [column > 0 ? withBlanks(row[0]) : "", columns[column]].map(plain).filter(Boolean).join(", ");
}

// Roles are written out because rows become cards on a narrow page.
function table({ columns, rows }, gap) {
  const head = h(
    "tr",
    { role: "row" },
    columns.map((name) => h("th", { role: "columnheader", scope: "col" }, rich(name))),
  );
  const body = rows.map((cells) =>
    h(
      "tr",
      { role: "row" },
      cells.map((cell, i) => tableCell(columns[i], placed(cell, gap), i === 0)),
    ),
  );
  return h(
    "table",
    { class: "nbc-table nbc-cards", role: "table" },
    h("thead", { role: "rowgroup" }, head),
    h("tbody", { role: "rowgroup" }, body),
  );
}

function tableCell(column, content, first) {
  const name = h("span", { class: "nbc-cell-name", "aria-hidden": "true" }, rich(column));
  return first
    ? h("th", { role: "rowheader", scope: "row" }, content)
    : h("td", { role: "cell" }, name, h("span", null, content));
}

export { describe, elements } from "../cloze/index.js";
export { marks, max, points, read, rule } from "../cloze/score.js";
