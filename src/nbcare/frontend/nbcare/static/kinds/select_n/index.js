// As many options as the question asks for, and no more.
import { h } from "../../kit/dom.js";
import { limited } from "../../kit/limited.js";

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const list = limited(item, ctx, item.n);
  return {
    element: h("div", null, list.element, list.note),
    get: () => (list.picked().length ? list.picked() : null),
    set: (response) => list.pick(response ?? []),
    review: list.review,
  };
}

export { describe, elements } from "../multiple/index.js";

export { marks, max, points, read, rule } from "./score.js";
