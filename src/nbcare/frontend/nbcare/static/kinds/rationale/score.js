// Cause and effects: a point for each pair of the right cause and a right effect.
import { markEach } from "../../kit/score-rules.js";
import { Invalid, has } from "../../kit/score-shape.js";
import * as cloze from "../cloze/score.js";

export const rule = ({ effects }) => (effects.length > 1 ? "triad" : "dyad");

/** Tell whether the two effects are chosen from one and the same list, so that either may stand first. */
export function sharesEffects(item) {
  if (item.effects.length !== 2) return false;
  const [one, two] = item.effects.map((effect) => item.blanks[effect].options);
  const ids = Object.keys(one);
  return ids.length === Object.keys(two).length && ids.every((id) => has(two, id) && one[id] === two[id]);
}

export function read(item, response) {
  const answer = cloze.read(item, response);
  const [one, two] = item.effects.map((effect) => (has(answer, effect) ? answer[effect] : null));
  if (one !== null && one === two && sharesEffects(item)) throw new Invalid("the same effect is chosen twice");
  return answer;
}

export function points(item, answer) {
  const found = marks(item, answer);
  return found[item.cause] === "right" ? item.effects.filter((effect) => found[effect] === "right").length : 0;
}

export const max = (item) => item.effects.length;

export function marks(item, answer) {
  const found = markEach(answer, item.key);
  if (!sharesEffects(item)) return found;
  const right = item.effects.map((effect) => item.key[effect]);
  for (const effect of item.effects) {
    if (found[effect] !== "missed") found[effect] = right.includes(answer[effect]) ? "right" : "wrong";
  }
  return found;
}
