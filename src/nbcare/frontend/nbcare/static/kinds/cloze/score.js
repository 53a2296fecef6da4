// A list in each gap of a text: a point for each right gap.
import { blankChoices, oneForEach } from "../../kit/score-parts.js";

export const rule = "zeroOne";

export const { read, points, max, marks } = oneForEach(blankChoices);
