// All options that apply: plus/minus scoring.
import { markSet, plusMinus } from "../../kit/score-rules.js";
import { idSet } from "../../kit/score-shape.js";

export const rule = "plusMinus";

const ids = (item) => Object.keys(item.options);

export const read = (item, response) => idSet(response, ids(item));
export const points = (item, answer) => plusMinus(answer, item.key);
export const max = (item) => item.key.length;
export const marks = (item, answer) => markSet(ids(item), answer, item.key);
