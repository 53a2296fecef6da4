// The scoring rules and the marks that several kinds share; as src/nbcare/questions/rules.py.
import { has, mapValues } from "./score-shape.js";

/** Count the right choices once each. */
export const zeroOne = (given, key) => new Set(given.filter((each) => key.includes(each))).size;

/** Count the right choices less the wrong ones, never below zero. */
export function plusMinus(given, key) {
  const right = zeroOne(given, key);
  return Math.max(0, right - (new Set(given).size - right));
}

/** Mark each id of a set as right, wrong, missed, or "" when it was rightly left alone. */
export function markSet(ids, chosen, key, prefix = "") {
  const word = (id) => {
    if (chosen.includes(id)) return key.includes(id) ? "right" : "wrong";
    return key.includes(id) ? "missed" : "";
  };
  return Object.fromEntries(ids.map((id) => [prefix + id, word(id)]));
}

/** Mark each place that takes one choice as right, wrong or missed. */
export const markEach = (given, key) =>
  mapValues(key, (right, slot) => {
    if (!has(given, slot) || given[slot] === null) return "missed";
    return given[slot] === right ? "right" : "wrong";
  });

/** Count the marks that say right. */
export const countRight = (marks) => Object.values(marks).filter((word) => word === "right").length;
