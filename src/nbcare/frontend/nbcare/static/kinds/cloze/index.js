// A drop-down list in each gap of a text.
import { describeGaps, gapText } from "../../kit/gaps.js";
import { strings } from "../../kit/strings.js";
import { placesOf } from "../../kit/template.js";

export function mount(item, ctx) {
  const { element, selects, get, set, review } = gapText(item, ctx, (gap) => item.blanks[gap].options);
  return { element, selects, get, set, review };
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return describeGaps(item, response, (gap) => item.blanks[gap].options);
}

/** List what the feedback explains: every option of every gap. */
export function elements(item, response) {
  return placesOf(item).flatMap(({ id: gap }, i) =>
    Object.entries(item.blanks[gap].options).map(([id, label]) => ({
      id: `${gap}.${id}`,
      label,
      group: strings.gap(i + 1),
      look: item.key[gap] === id ? "key" : "other",
      chosen: response?.[gap] === id,
    })),
  );
}

export { marks, max, points, read, rule } from "./score.js";
