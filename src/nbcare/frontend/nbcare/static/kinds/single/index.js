// One of several options.
import { choices } from "../../kit/choices.js";
import { plain } from "../../kit/rich.js";

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const list = choices(item, ctx, "radio");
  return {
    element: list.element,
    get: () => list.picked()[0] ?? null,
    set: (response) => list.pick(response === null ? [] : [response]),
    review: list.review,
  };
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return [{ text: plain(item.options[response] ?? response ?? "") }];
}

/** List what the feedback explains. */
export function elements(item, response) {
  return Object.entries(item.options).map(([id, label]) => ({
    id,
    label,
    look: id === item.key ? "key" : "other",
    chosen: id === response,
  }));
}

export { marks, max, points, read, rule } from "./score.js";
