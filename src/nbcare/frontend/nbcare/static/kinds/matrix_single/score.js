// One column for each row: a point for each right row.
import { oneForEach } from "../../kit/score-parts.js";
import { mapValues } from "../../kit/score-shape.js";

export const rule = "perRow";

const choices = (item) => mapValues(item.rows, () => Object.keys(item.columns));

export const { read, points, max, marks } = oneForEach(choices);
