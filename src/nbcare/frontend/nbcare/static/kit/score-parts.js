// How the kinds are scored that share the shape of their response: one choice for each place, or a set for each part.
import { countRight, markEach, markSet, plusMinus } from "./score-rules.js";
import { idSet, mapValues, oneId, own, parts } from "./score-shape.js";

/** Score one choice for each place; `choices(item)` gives {place: [ids]}. */
export function oneForEach(choices) {
  return {
    read: (item, response) =>
      parts(
        response,
        mapValues(choices(item), (ids) => (id) => oneId(id, ids)),
      ),
    points: (item, answer) => countRight(markEach(answer, item.key)),
    max: (item) => Object.keys(item.key).length,
    marks: (item, answer) => markEach(answer, item.key),
  };
}

/** Score a set of choices for each part, each part never below zero. */
export function setForEach(choices) {
  const marksOfPart = (item, answer, [id, ids]) => markSet(ids, own(answer, id), own(item.key, id), `${id}.`);
  return {
    read: (item, response) =>
      parts(
        response,
        mapValues(choices(item), (ids) => (chosen) => idSet(chosen, ids)),
      ),
    points: (item, answer) =>
      Object.keys(choices(item)).reduce((sum, id) => sum + plusMinus(own(answer, id), own(item.key, id)), 0),
    max: (item) => Object.values(item.key).reduce((sum, ids) => sum + ids.length, 0),
    marks: (item, answer) =>
      Object.assign({}, ...Object.entries(choices(item)).map((one) => marksOfPart(item, answer, one))),
  };
}

/** Give the ids that each blank of a text or table may take. */
export const blankChoices = (item) => mapValues(item.blanks, ({ options }) => Object.keys(options));
