// Lines in order: one point when the whole order is right.
import { Invalid, idSet, mapValues } from "../../kit/score-shape.js";

export const rule = "order";
export const inOrder = true;

export const read = (item, response) => idSet(response, Object.keys(item.options));

/** Refuse an order that leaves a line out: grading reads a part of one, and pays nothing for it. */
export function refuseIncomplete(item, response) {
  if (new Set(response).size === Object.keys(item.options).length) return;
  throw new Invalid("an order names every line once");
}

export const points = (item, answer) =>
  answer.length === item.key.length && answer.every((id, place) => id === item.key[place]) ? 1 : 0;

export const max = () => 1;

export const marks = (item, answer) =>
  mapValues(item.options, (_, id) => {
    if (!answer.includes(id)) return "missed";
    return answer.indexOf(id) === item.key.indexOf(id) ? "right" : "wrong";
  });
