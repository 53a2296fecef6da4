// One of several options, worth one point.
import { markSet } from "../../kit/score-rules.js";
import { oneId } from "../../kit/score-shape.js";

export const rule = "single";

const ids = (item) => Object.keys(item.options);

export const read = (item, response) => oneId(response, ids(item));
export const points = (item, answer) => (answer === item.key ? 1 : 0);
export const max = () => 1;
export const marks = (item, answer) => markSet(ids(item), answer === null ? [] : [answer], [item.key]);
