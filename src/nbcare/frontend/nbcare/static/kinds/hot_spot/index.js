// Places on a picture to choose, with the same places as a list of words under it.
import { choices } from "../../kit/choices.js";
import { h } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { plain } from "../../kit/rich.js";
import { markSet } from "../../kit/score-rules.js";
import { idSet } from "../../kit/score-shape.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const list = listOf(item, { ...ctx, changed: () => (picture.pick(list.picked()), ctx.changed()) });
  const picture = pictureOf(item, (ids) => (list.pick(ids), ctx.changed()));
  const name = h("p", { class: "nbc-label nbc-spots-name" }, wording.list);
  const words = h("div", { role: "group", "aria-label": wording.list }, list.element);
  return {
    element: h("div", null, h("p", { class: "nbc-hint" }, wording.hint), picture.element, name, words),
    get: () => (list.picked().length ? list.picked() : null),
    set: (response) => {
      list.pick(response ?? []);
      picture.pick(response ?? []);
    },
    review: (found) => {
      list.review(found);
      picture.review(found);
    },
  };
}

const labels = ({ spots }) =>
  Object.fromEntries(Object.entries(spots).map(([id, { label }], i) => [id, wording.place(i + 1, label)]));

/** Make the list in the order of the numbers on the picture. */
function listOf(item, ctx) {
  return choices({ id: item.id, options: labels(item), shuffle: false }, ctx, "checkbox");
}

/** Make the picture with a checkbox over each of its places; `changed(ids)` hears what is chosen there. */
function pictureOf(item, changed) {
  const names = Object.entries(labels(item));
  const inputs = {};
  const places = {};
  const picked = () => Object.keys(inputs).filter((id) => inputs[id].checked);
  const spots = names.map(([id, name], i) => {
    inputs[id] = h("input", {
      type: "checkbox",
      class: "nbc-spot-box",
      value: `picture.${id}`, // the answer's own boxes are those of the list
      "aria-label": plain(name),
      onchange: () => changed(picked()),
    });
    const sign = h("span", { class: "nbc-spot-sign", "aria-hidden": "true" }, i + 1);
    const spot = h("label", { class: "nbc-spot" }, inputs[id], sign);
    lay(spot, item.spots[id]);
    places[id] = { node: spot, at: sign };
    return spot;
  });
  // A picture that came as an address and not as data would be asked for somewhere: its words stand in its place.
  const drawn = String(item.image).startsWith("data:image/");
  const element = drawn
    ? h(
        "div",
        { class: "nbc-spots", role: "group", "aria-label": wording.picture },
        h("img", { class: "nbc-spots-picture", src: item.image, alt: item.alt, draggable: "false" }),
        spots,
      )
    : h("p", { class: "nbc-para" }, item.alt);
  return {
    element,
    pick: (ids) => {
      for (const [id, input] of Object.entries(inputs)) input.checked = ids.includes(id);
    },
    review: (found) => markPlaces(places, found),
  };
}

/** Lay a place where it belongs, in per cent of the picture; its middle stays there when it is made large enough to press. */
function lay(spot, { x, y, width, height }) {
  // Property by property: a strict policy refuses a style attribute.
  spot.style.left = `${x + width / 2}%`;
  spot.style.top = `${y + height / 2}%`;
  spot.style.width = `${width}%`;
  spot.style.height = `${height}%`;
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return (response ?? []).map((id) => ({ text: plain(item.spots[id]?.label ?? id) }));
}

/** List what the feedback explains. */
export function elements(item, response) {
  return Object.entries(item.spots).map(([id, { label }]) => ({
    id,
    label,
    look: item.key.includes(id) ? "key" : "other",
    chosen: (response ?? []).includes(id),
  }));
}

export const read = (item, response) => idSet(response, Object.keys(item.spots));
export const marks = (item, answer) => markSet(Object.keys(item.spots), answer, item.key);
export { max, points, rule } from "../multiple/score.js";
