// Several short lists, each with choices of its own.
import { choices } from "../../kit/choices.js";
import { h } from "../../kit/dom.js";
import { plain, rich } from "../../kit/rich.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const lists = {};
  const sets = Object.entries(item.groups).map(([group, { label, options }]) => {
    const own = { id: `${item.id}.${group}`, options, shuffle: item.shuffle };
    lists[group] = choices(own, { ...ctx, name: `${ctx.name}-${group}` }, "checkbox");
    return h(
      "fieldset",
      { class: "nbc-set" },
      h("legend", { class: "nbc-set-name" }, rich(label)),
      lists[group].element,
    );
  });
  return {
    element: h(
      "div",
      null,
      h("p", { class: "nbc-hint" }, wording.selectInGroups),
      h("div", { class: "nbc-sets" }, sets),
    ),
    get: () => {
      const picked = Object.entries(lists).map(([group, list]) => [group, list.picked()]);
      const filled = picked.filter(([, ids]) => ids.length);
      return filled.length ? Object.fromEntries(filled) : null;
    },
    set: (response) => {
      for (const [group, list] of Object.entries(lists)) list.pick(response?.[group] ?? []);
    },
    review: (marks) => {
      for (const [group, list] of Object.entries(lists))
        list.review(marks && ownMarks(item.groups[group].options, group, marks));
    },
  };
}

function ownMarks(options, part, marks) {
  return Object.fromEntries(Object.keys(options).map((id) => [id, marks[`${part}.${id}`]]));
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return Object.entries(item.groups).flatMap(([group, { label, options }]) =>
    (response?.[group] ?? []).map((id) => ({ place: plain(label), text: plain(options[id] ?? id) })),
  );
}

/** List what the feedback explains: every option of every group. */
export function elements(item, response) {
  return Object.entries(item.groups).flatMap(([group, { label, options }]) =>
    Object.entries(options).map(([id, words]) => ({
      id: `${group}.${id}`,
      label: words,
      group: label,
      look: (item.key[group] ?? []).includes(id) ? "key" : "other",
      chosen: (response?.[group] ?? []).includes(id),
    })),
  );
}

export { marks, max, points, read, rule } from "./score.js";
