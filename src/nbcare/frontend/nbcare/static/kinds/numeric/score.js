// One number with its unit: a point when both are right.
import { canonicalUnit, compare, decimal, isBlankNumber, readNumber, readUnit } from "../../kit/score-number.js";
import { Invalid, has, isEmpty, parts } from "../../kit/score-shape.js";

export const rule = "single";

/** Give what holds the key: the named variant, or the item itself. */
function keyHolder(item, variant) {
  if (isEmpty(variant)) return item;
  const found = (item.variants ?? []).find((each) => each.id === variant);
  if (!found) throw new Invalid("unknown variant");
  return found;
}

/** Read value, unit and what holds the key; a question as the learner sees it holds none. */
export function read(item, response) {
  const given = parts(response, ["value", "unit", "variant"], "part");
  const unit = readUnit(item, isEmpty(given.unit) ? "" : given.unit);
  const holder = keyHolder(item, given.variant);
  if (isEmpty(given.value)) return null;
  if (typeof given.value !== "string") throw new Invalid("the number must be given as text");
  if (isBlankNumber(given.value)) return null;
  const value = readNumber(given.value);
  if (holder === item && !has(item, "key") && item.variants?.length)
    throw new Invalid("the response does not name the variant that it answers");
  return { value, unit, holder };
}

export function points(item, answer) {
  const { value, unit } = marks(item, answer);
  return value === "right" && unit === "right" ? 1 : 0;
}

export const max = () => 1;

export function marks(item, answer) {
  if (answer === null) return { value: "missed", unit: "missed", low: "", high: "" };
  const place = compare(answer.value, decimal(String(answer.holder.key)), item.tolerance);
  return {
    value: place === "near" ? "right" : "wrong",
    unit: answer.unit === canonicalUnit(item.unit) ? "right" : "wrong",
    low: place === "low" ? "wrong" : "",
    high: place === "high" ? "wrong" : "",
  };
}
