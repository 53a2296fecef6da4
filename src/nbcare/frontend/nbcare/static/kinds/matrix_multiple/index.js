// Any number of ticks in a table of rows and columns.
import { h, uid } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { plain, rich } from "../../kit/rich.js";
import { strings } from "../../kit/strings.js";
import { scroller } from "../../kit/table.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

const FEW = 3; // columns that leave room for words in each cell
const MOST = 4; // columns that fit a page; more can be scrolled

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const inputs = Object.fromEntries(Object.keys(item.columns).map((column) => [column, {}]));
  const places = {};
  const rows = Object.keys(item.rows).map((row) => tableRow(item, ctx, row, inputs, places));
  // Roles are written out because rows become cards on a narrow page, and
  // browsers forget that a table is one when its display changes.
  const head = h(
    "tr",
    { role: "row" },
    h("th", { role: "columnheader", scope: "col" }, h("span", { class: "nbc-hidden" }, strings.rowHead)),
    Object.values(item.columns).map((text) => h("th", { role: "columnheader", scope: "col" }, rich(text))),
  );
  const columns = Object.keys(item.columns).length;
  const look = `nbc-table nbc-matrix${columns <= FEW ? " nbc-few" : ""}`;
  const table = h(
    "table",
    { class: look, role: "table" },
    h("thead", { role: "rowgroup" }, head),
    h("tbody", { role: "rowgroup" }, rows),
  );
  return {
    element: h(
      "div",
      null,
      h("p", { class: "nbc-hint" }, wording.selectInColumns),
      columns > MOST ? scroller(wording.tickTable, table) : table,
    ),
    get: () => ticked(inputs),
    set: (response) => {
      for (const [column, boxes] of Object.entries(inputs)) {
        for (const [row, input] of Object.entries(boxes)) input.checked = (response?.[column] ?? []).includes(row);
      }
    },
    review: (marks) => markPlaces(places, marks),
  };
}

function tableRow(item, ctx, row, inputs, places) {
  const id = uid("row");
  const cells = Object.entries(item.columns).map(([column, words]) => {
    const label = uid("cell");
    const input = h("input", {
      type: "checkbox",
      value: `${column}.${row}`,
      "aria-labelledby": `${id} ${label}`,
      onchange: () => ctx.changed(),
    });
    inputs[column][row] = input;
    const cell = h(
      "td",
      { role: "cell" },
      h("label", { class: "nbc-cell" }, input, h("span", { id: label, class: "nbc-cell-label" }, rich(words))),
    );
    places[`${column}.${row}`] = { node: cell, at: cell };
    return cell;
  });
  return h(
    "tr",
    { role: "row" },
    h("th", { role: "rowheader", scope: "row" }, h("span", { id }, rich(item.rows[row]))),
    cells,
  );
}

function ticked(inputs) {
  const columns = Object.entries(inputs).map(([column, boxes]) => [
    column,
    Object.keys(boxes).filter((row) => boxes[row].checked),
  ]);
  const filled = columns.filter(([, rows]) => rows.length);
  return filled.length ? Object.fromEntries(filled) : null;
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return Object.entries(item.rows).flatMap(([row, label]) =>
    Object.entries(item.columns)
      .filter(([column]) => response?.[column]?.includes(row))
      .map(([, words]) => ({ place: plain(label), text: plain(words) })),
  );
}

/** List what the feedback explains: every cell, column by column as it is scored. */
export function elements(item, response) {
  return Object.entries(item.columns).flatMap(([column, words]) =>
    Object.entries(item.rows).map(([row, label]) => ({
      id: `${column}.${row}`,
      label,
      group: words,
      look: (item.key[column] ?? []).includes(row) ? "key" : "other",
      chosen: (response?.[column] ?? []).includes(row),
    })),
  );
}

export { marks, max, points, read, rule } from "./score.js";
