// So many options: one point for each right one.
import { zeroOne } from "../../kit/score-rules.js";
import { idSet } from "../../kit/score-shape.js";
import * as multiple from "../multiple/score.js";

export const rule = "zeroOne";

export const read = (item, response) => idSet(response, Object.keys(item.options), item.n);
export const points = (item, answer) => zeroOne(answer, item.key);
export const { max, marks } = multiple;
