// One column for each row.
import { h, uid } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { plain, rich } from "../../kit/rich.js";
import { strings } from "../../kit/strings.js";
import { wording } from "./strings.js";

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const inputs = {};
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
  const table = h(
    "table",
    { class: "nbc-table nbc-matrix", role: "table" },
    h("thead", { role: "rowgroup" }, head),
    h("tbody", { role: "rowgroup" }, rows),
  );
  return {
    element: table,
    get: () => chosen(inputs),
    set: (response) => {
      for (const [row, columns] of Object.entries(inputs)) {
        for (const [column, input] of Object.entries(columns)) input.checked = response?.[row] === column;
      }
    },
    review: (marks) => markPlaces(places, marks, "empty"),
  };
}

function tableRow(item, ctx, row, inputs, places) {
  const id = uid("row");
  inputs[row] = {};
  const text = h("span", null, h("span", { id }, rich(item.rows[row])));
  const cells = Object.entries(item.columns).map(([column, words]) => {
    const label = uid("cell");
    const input = h("input", {
      type: "radio",
      name: `${ctx.name}-${row}`,
      value: column,
      "aria-labelledby": `${id} ${label}`,
      onchange: () => ctx.changed(),
    });
    inputs[row][column] = input;
    return h(
      "td",
      { role: "cell" },
      h("label", { class: "nbc-cell" }, input, h("span", { id: label, class: "nbc-cell-label" }, rich(words))),
    );
  });
  const node = h("tr", { role: "row" }, h("th", { role: "rowheader", scope: "row" }, text), cells);
  places[row] = { node, at: text };
  return node;
}

function chosen(inputs) {
  const pairs = Object.entries(inputs).map(([row, columns]) => [
    row,
    Object.keys(columns).find((id) => columns[id].checked),
  ]);
  const answered = pairs.filter(([, column]) => column);
  return answered.length ? Object.fromEntries(answered) : null;
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return Object.keys(item.rows)
    .filter((row) => response?.[row])
    .map((row) => ({ place: plain(item.rows[row]), text: plain(item.columns[response[row]] ?? response[row]) }));
}

/** List what the feedback explains. */
export function elements(item, response) {
  return Object.entries(item.rows).map(([row, label]) => {
    const right = response?.[row] === item.key[row];
    const given = response?.[row] ? plain(item.columns[response[row]] ?? "") : strings.nothing;
    const detail = right
      ? wording.rightIs(plain(item.columns[item.key[row]]))
      : wording.rightNotGiven(plain(item.columns[item.key[row]]), given);
    return { id: row, label, look: right ? "right" : "wrong", detail };
  });
}

export { marks, max, points, read, rule } from "./score.js";
