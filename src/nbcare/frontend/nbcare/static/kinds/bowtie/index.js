// A bow-tie: two actions, the condition between them, two parameters to watch.
import { choices } from "../../kit/choices.js";
import { h } from "../../kit/dom.js";
import { svg } from "../../kit/svg.js";
import { limited } from "../../kit/limited.js";
import { plain, rich } from "../../kit/rich.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

// Each part of the item: its list, its place in the response, how many it takes.
const PARTS = [
  { part: "actions", slot: "actions", most: 2 },
  { part: "conditions", slot: "condition", most: 1 },
  { part: "parameters", slot: "parameters", most: 2 },
];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const bow = picture();
  const changed = () => (draw(), ctx.changed());
  const lists = Object.fromEntries(
    PARTS.map(({ part, most }) => [part, partList(item, { ...ctx, changed }, part, most)]),
  );
  const draw = () => bow.draw(item, (part) => lists[part].picked());
  const sets = PARTS.map(({ part }) =>
    h(
      "fieldset",
      { class: "nbc-set" },
      h("legend", { class: "nbc-set-name" }, wording[part].legend),
      lists[part].element,
      lists[part].note,
    ),
  );
  for (const { part } of PARTS) letDrag(bow.slots[part], lists[part], part);
  draw();
  return {
    element: h(
      "div",
      null,
      h("p", { class: "nbc-hint" }, wording.hint),
      bow.element,
      h("div", { class: "nbc-bow-lists" }, sets),
    ),
    get: () => response(lists),
    set: (given) => {
      for (const { part, slot } of PARTS) lists[part].pick(idsOf(given, slot));
      draw();
    },
    review: (marks) => {
      for (const { part } of PARTS) lists[part].review(marks && ownMarks(item[part], part, marks));
    },
  };
}

function partList(item, ctx, part, most) {
  const own = { id: `${item.id}.${part}`, options: item[part], shuffle: item.shuffle };
  const named = { ...ctx, name: `${ctx.name}-${part}` };
  return most > 1 ? limited(own, named, most) : choices(own, named, "radio");
}

/** Let a choice be dragged from its list into its slots; it is then pressed, with all that a press allows and refuses. */
function letDrag(slots, list, part) {
  const kind = `text/nbcare-${part}`; // seen while dragging, so that no slot takes another list's choice
  for (const label of list.element.querySelectorAll("label")) {
    label.draggable = true;
    label.addEventListener("dragstart", (event) =>
      event.dataTransfer.setData(kind, label.querySelector("input").value),
    );
  }
  slots.addEventListener("dragover", (event) => event.dataTransfer.types.includes(kind) && event.preventDefault());
  slots.addEventListener("drop", (event) => {
    event.preventDefault();
    const input = [...list.element.querySelectorAll("input")].find(
      ({ value }) => value === event.dataTransfer.getData(kind),
    );
    if (input && !input.checked) input.click();
  });
}

function response(lists) {
  const filled = PARTS.map(({ part, slot, most }) => [slot, most > 1 ? lists[part].picked() : lists[part].picked()[0]]);
  const given = filled.filter(([, ids]) => ids?.length);
  return given.length ? Object.fromEntries(given) : null;
}

/** Give what stands in a slot as a list. */
function idsOf(given, slot) {
  return [given?.[slot] ?? []].flat();
}

function ownMarks(options, part, marks) {
  return Object.fromEntries(Object.keys(options).map((id) => [id, marks[`${part}.${id}`]]));
}

// The picture repeats what the lists say, so only eyes need it.
function picture() {
  const columns = PARTS.map(({ part, most }) => ({
    part,
    slots: Array.from({ length: most }, () => h("span", { class: "nbc-slot" })),
  }));
  const wings = svg(
    "svg",
    { class: "nbc-wings", viewBox: "0 0 100 100", preserveAspectRatio: "none" },
    svg("path", { d: "M0 0 L50 50 L0 100 Z M100 0 L50 50 L100 100 Z" }),
  );
  const zones = Object.fromEntries(
    columns.map(({ part, slots }) => [part, h("div", { class: `nbc-bow-${part}` }, slots)]),
  );
  const element = h("div", { class: "nbc-bow", "aria-hidden": "true" }, wings, Object.values(zones));
  const draw = (item, picked) => {
    for (const { part, slots } of columns) {
      slots.forEach((slot, i) => {
        const id = picked(part)[i];
        slot.replaceChildren(...(id ? rich(item[part][id]) : [wording[part].one]));
        slot.dataset.filled = String(Boolean(id));
      });
    }
  };
  return { element, draw, slots: zones };
}

/** Say an answer, or the key, in words, a line for each part. */
export function describe(item, given) {
  return PARTS.flatMap(({ part, slot }) =>
    idsOf(given, slot).map((id) => ({ place: wording[part].one, text: plain(item[part][id] ?? id) })),
  );
}

/** List what the feedback explains: every choice of the three lists. */
export function elements(item, given) {
  return PARTS.flatMap(({ part, slot }) =>
    Object.entries(item[part]).map(([id, label]) => ({
      id: `${part}.${id}`,
      label,
      group: wording[part].many,
      look: idsOf(item.key, slot).includes(id) ? "key" : "other",
      chosen: idsOf(given, slot).includes(id),
    })),
  );
}

export { marks, max, points, read, rule } from "./score.js";
