// Parts of a text or a table to choose.
import { h } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { rich } from "../../kit/rich.js";
import { grid } from "../../kit/table.js";
import { placed, placedParagraphs, placesOf } from "../../kit/template.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const inputs = {};
  const places = {};
  const count = h("p", { class: "nbc-note" });
  const tell = () => {
    count.textContent = wording.chosenCount(Object.values(inputs).filter((one) => one.checked).length);
  };
  // A checkbox inside the running text: unlike a button it breaks across lines.
  const span = (id, words) => {
    inputs[id] = h("input", {
      type: "checkbox",
      class: "nbc-hidden",
      value: id,
      onchange: () => (tell(), ctx.changed()),
    });
    const label = h("label", { class: "nbc-span" }, inputs[id], h("span", { class: "nbc-span-text" }, rich(words)));
    places[id] = { node: label, at: label };
    return label;
  };
  const text = item.text ? h("div", { class: "nbc-highlight" }, placedParagraphs(item.text, span)) : null;
  const table = item.table
    ? grid(
        columnNames(item.table).map(rich),
        item.table.rows.map((row) => row.map((cell) => placed(cell, span))),
        wording.tableToMark,
      )
    : null;
  tell();
  return {
    element: h(
      "div",
      null,
      h("p", { class: "nbc-hint" }, item.table ? wording.highlightTableHint : wording.highlightHint),
      text,
      table,
      count,
    ),
    get: () => {
      const ids = placesOf(item)
        .map(({ id }) => id)
        .filter((id) => inputs[id].checked);
      return ids.length ? ids : null;
    },
    set: (response) => {
      for (const [id, input] of Object.entries(inputs)) input.checked = (response ?? []).includes(id);
      tell();
    },
    review: (marks) => markPlaces(places, marks),
  };
}

function columnNames({ columns }) {
  return Array.isArray(columns) ? columns : Object.values(columns);
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  const chosen = placesOf(item).filter(({ id }) => (response ?? []).includes(id));
  return chosen.map(({ words }) => ({ text: `“${words}”` }));
}

/** List what the feedback explains. */
export function elements(item, response) {
  return placesOf(item).map(({ id, words }) => ({
    id,
    label: words,
    look: item.key.includes(id) ? "key" : "other",
    chosen: (response ?? []).includes(id),
  }));
}

export { marks, max, points, read, rule } from "./score.js";
