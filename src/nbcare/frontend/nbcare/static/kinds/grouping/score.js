// Several short lists: plus/minus scoring in each.
import { setForEach } from "../../kit/score-parts.js";
import { mapValues } from "../../kit/score-shape.js";

export const rule = "plusMinus";

const choices = (item) => mapValues(item.groups, ({ options }) => Object.keys(options));

export const { read, points, max, marks } = setForEach(choices);
