// Ticks in a table: plus/minus scoring in each column.
import { setForEach } from "../../kit/score-parts.js";
import { mapValues } from "../../kit/score-shape.js";

export const rule = "plusMinus";

const choices = (item) => mapValues(item.columns, () => Object.keys(item.rows));

export const { read, points, max, marks } = setForEach(choices);
