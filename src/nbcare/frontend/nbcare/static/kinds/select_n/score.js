// So many options: one point for each right one.
import { zeroOne } from "../../kit/score-rules.js";
import { atMost } from "../../kit/score-shape.js";
import * as multiple from "../multiple/score.js";

export const rule = "zeroOne";

export const read = (item, response) => atMost(multiple.read(item, response), item.n);
export const points = (item, answer) => zeroOne(answer, item.key);
export const { max, marks } = multiple;
