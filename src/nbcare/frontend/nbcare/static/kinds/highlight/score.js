// Parts of a text or a table: plus/minus scoring.
import { markSet, plusMinus } from "../../kit/score-rules.js";
import { idSet } from "../../kit/score-shape.js";
import { placesOf } from "../../kit/template.js";

export const rule = "plusMinus";

const spans = (item) =>
  placesOf(item)
    .filter(({ words }) => words !== undefined)
    .map(({ id }) => id);

export const read = (item, response) => idSet(response, spans(item));
export const points = (item, answer) => plusMinus(answer, item.key);
export const max = (item) => item.key.length;
export const marks = (item, answer) => markSet(spans(item), answer, item.key);
