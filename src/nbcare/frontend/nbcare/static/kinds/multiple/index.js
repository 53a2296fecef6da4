// All options that apply.
import { choices } from "../../kit/choices.js";
import { h } from "../../kit/dom.js";
import { plain } from "../../kit/rich.js";
import { wording } from "./strings.js";

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const list = choices(item, ctx, "checkbox");
  return {
    element: h("div", null, h("p", { class: "nbc-hint" }, wording.selectAll), list.element),
    get: () => (list.picked().length ? list.picked() : null),
    set: (response) => list.pick(response ?? []),
    review: list.review,
  };
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return (response ?? []).map((id) => ({ text: plain(item.options[id] ?? id) }));
}

/** List what the feedback explains. */
export function elements(item, response) {
  return Object.entries(item.options).map(([id, label]) => ({
    id,
    label,
    look: item.key.includes(id) ? "key" : "other",
    chosen: (response ?? []).includes(id),
  }));
}

export { marks, max, points, read, rule } from "./score.js";
