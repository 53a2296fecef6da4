// A written answer: a person reads it and gives its points.
import { Invalid } from "../../kit/score-shape.js";

/** The longest answer, in characters. */
export const LONGEST = 20_000;

export const status = "manual";
export const rule = "single";

export function read(_item, response) {
  if (response === null) return null;
  if (typeof response !== "string") throw new Invalid("the answer must be text");
  if ([...response].length > LONGEST) throw new Invalid("the text is too long");
  return response.trim() === "" ? null : response;
}

export const points = () => 0;
export const max = (item) => item.points;
export const marks = () => ({});
