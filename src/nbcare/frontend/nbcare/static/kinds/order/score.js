// Lines in order: one point when the whole order is right.
import { idSet, mapValues } from "../../kit/score-shape.js";

export const rule = "order";

export const read = (item, response) => idSet(response, Object.keys(item.options));

/** Ask for the lines that are left out: grading reads a part of an order, and pays nothing for it. */
export const lacks = (item, response) =>
  new Set(response).size === Object.keys(item.options).length ? "" : "an order names every line once";

export const points = (item, answer) =>
  answer.length === item.key.length && answer.every((id, place) => id === item.key[place]) ? 1 : 0;

export const max = () => 1;

export const marks = (item, answer) =>
  mapValues(item.options, (_, id) => {
    if (!answer.includes(id)) return "missed";
    return answer.indexOf(id) === item.key.indexOf(id) ? "right" : "wrong";
  });
