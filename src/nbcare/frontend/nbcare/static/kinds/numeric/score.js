// One number with its unit: a point when both are right.
import {
  canonicalUnit,
  compare,
  decimal,
  isBlankNumber,
  readNumber,
  readUnit,
  unitsOf,
} from "../../kit/score-number.js";
import { Invalid, has, isEmpty, isMapping, shown } from "../../kit/score-shape.js";
import { AS_TYPED, isTyped, LONGEST_TYPED } from "../../kit/typed.js";
import { asksByVariant } from "../../kit/variant.js";

export const rule = "single";

const otherNumbers = () => {
  throw new Invalid("the answer is to other numbers than the question's");
};

/**
 * Give the parts that are not empty; a variant is one only where the item has variants.
 * What was only typed stands in the place of a value, and is never read as one.
 * @returns {{ value?: string, unit?: string, variant?: string }}
 */
function partsOf(item, response) {
  const names = ["value", "unit", "variant", AS_TYPED];
  if (!isMapping(response) || Object.keys(response).some((name) => !names.includes(name)))
    throw new Invalid("the answer must be a value and a unit");
  if (isTyped(response) && has(response, "value")) throw new Invalid("the answer must be a value and a unit");
  const given = Object.fromEntries(Object.entries(response).filter(([, part]) => !isEmpty(part)));
  if (given.variant !== undefined && !item.variants?.length) throw new Invalid("the answer must be a value and a unit");
  for (const name of ["value", "unit", AS_TYPED])
    if (typeof (given[name] ?? "") !== "string") throw new Invalid("value and unit must be text");
  if ([...(given[AS_TYPED] ?? "")].length > LONGEST_TYPED) throw new Invalid("the number is too long");
  return given;
}

/** Give what holds the key: the named variant, or the item itself. */
function keyHolder(item, given) {
  const { value = "", variant = "" } = given;
  if (!variant) {
    // Said before the unit and the number: to other numbers, neither of them can be right.
    if (!isBlankNumber(value) && asksByVariant(item)) otherNumbers();
    return item;
  }
  const found = item.variants.find((each) => each.id === variant);
  if (!found) otherNumbers();
  return found;
}

/** Read value, unit and what holds the key; a question as the learner sees it holds none. */
export function read(item, response) {
  if (response === null) return null;
  const given = partsOf(item, response);
  const holder = keyHolder(item, given);
  const unit = readUnit(item, given.unit ?? "");
  return isBlankNumber(given.value ?? "") ? null : { value: readNumber(given.value), unit, holder };
}

/** Tell whether two responses give the same number in the same unit, however it is written. */
export function same(item, a, b) {
  if (isTyped(a) || isTyped(b)) return false;
  const [one, other] = [a, b].map((each) => read(item, each));
  return (
    one &&
    other &&
    compare(one.value, other.value, 0) === "near" &&
    one.unit === other.unit &&
    one.holder === other.holder
  );
}

/** Refuse an answer without a number, and a unit that the question does not offer; kinds/numeric.py says why only here. */
export function refuseIncomplete(item, response) {
  if (!isTyped(response) && typeof response.value !== "string") throw new Invalid("value and unit must be text");
  const unit = response.unit || "";
  if (!unitsOf(item).includes(canonicalUnit(unit))) throw new Invalid(`there is no unit ${shown(unit)}`);
  if (!isTyped(response)) readNumber(response.value);
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
