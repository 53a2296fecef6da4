// Words placed into gaps: a point for each right gap.
import { oneForEach } from "../../kit/score-parts.js";
import { placesOf } from "../../kit/template.js";

export const rule = "zeroOne";

const choices = (item) => Object.fromEntries(placesOf(item).map(({ id }) => [id, Object.keys(item.tokens)]));

export const { read, points, max, marks } = oneForEach(choices);
