// A number with a unit, as src/nbcare/questions/number.py and units.py read it: exact, nothing converted.

import { Invalid, shown } from "./score-shape.js";

const LONGEST = 40;
const EDGES = /^[ \t\u00a0\u202f]+|[ \t\u00a0\u202f]+$/g;
const PLAIN = /^[+\-\u2212]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$/;
const THOUSANDS = /^[+\-\u2212]?[1-9][0-9]{0,2}(?:[,.' \u00a0\u202f\u2019][0-9]{3})+(?:[.,][0-9]+)?$/;
const PLAIN_POINT = /^[+\-\u2212]?[0-9]+\.[0-9]+$/;

const SPELLINGS = {
  ug: "ug mcg microgram micrograms",
  mg: "mg milligram milligrams",
  g: "g gram grams",
  kg: "kg kilogram kilograms",
  ng: "ng",
  mL: "mL ml millilitre millilitres milliliter milliliters",
  L: "L l litre litres liter liters",
  m2: "m2 sqm",
  mm: "mm",
  cm: "cm",
  m: "m",
  s: "s sec second seconds",
  min: "min minute minutes",
  h: "h hr hrs hour hours",
  d: "d day days",
  wk: "wk week weeks",
  mo: "mo month months",
  y: "y yr year years",
  mmol: "mmol",
  umol: "umol micromol",
  mol: "mol",
  IU: "IU",
  unit: "unit units",
  dose: "dose doses",
  drop: "drop drops",
  capsule: "capsule capsules",
  tablet: "tablet tablets",
  "%": "% percent",
  "°C": "°C C",
  mmHg: "mmHg",
};
const CANONICAL = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit])),
);
const SIGNS = { "²": "2", "³": "3", µ: "u", μ: "u", "^": "" };

export function canonicalUnit(unit) {
  const plain = unit.replace(/[²³µμ^]/g, (sign) => SIGNS[sign]).replace(/[ \t\u00a0\u202f]+/g, "");
  return plain
    .split("/")
    .map((part) => CANONICAL.get(part) ?? part)
    .join("/");
}

/** Tell whether every part of a canonical unit is one of ours. */
export const isKnownUnit = (unit) => unit.split("/").every((part) => Object.hasOwn(SPELLINGS, part));

/** Give the units that a question offers, none among them; a graded one does not say which is right. */
export const unitsOf = (item) => ["", item.unit ?? "", ...(item.units ?? [])].map(canonicalUnit);

/** Read a unit as the learner wrote it: "" when there is none. */
export function readUnit(item, unit) {
  const given = canonicalUnit([...unit].slice(0, LONGEST + 1).join(""));
  if ([...unit].length > LONGEST || !(unitsOf(item).includes(given) || isKnownUnit(given)))
    throw new Invalid(`there is no unit ${shown(unit)}`);
  return given;
}

export const isBlankNumber = (text) => text.replace(EDGES, "") === "";

// Read a plain number with a decimal point or comma, or throw Invalid with the reason.
// The question widget calls this while the learner types.
export function readNumber(text) {
  const plain = text.replace(EDGES, "");
  if ([...plain].length > LONGEST) throw new Invalid("the number is too long");
  // 1.234 is an ordinary decimal; 1,234 could be a thousand, so it is asked for again.
  if (THOUSANDS.test(plain) && !PLAIN_POINT.test(plain)) {
    throw new Invalid(`${shown(plain)} may hold a thousands separator: write 1234 or 1.234`);
  }
  if (!PLAIN.test(plain)) throw new Invalid(`${shown(plain)} is not one plain number such as 0.61 or 0,61`);
  return decimal(plain.replace(",", ".").replace("\u2212", "-"));
}

// A decimal as {digits, places}: digits / 10^places. Takes what String(number) writes, too.
export function decimal(text) {
  const [, sign, whole, part = "", power = "0"] = /^([+-]?)([0-9]*)\.?([0-9]*)(?:e([+-]?[0-9]+))?$/.exec(text);
  const places = part.length - Number(power);
  const digits = BigInt(whole + part) * 10n ** BigInt(Math.max(0, -places));
  return { digits: sign === "-" ? -digits : digits, places: Math.max(0, places) };
}

const magnitude = (digits) => (digits < 0n ? -digits : digits);

// How a value lies to its key: "near", "low" or "high"; a distance equal to the tolerance is near.
export function compare(value, key, tolerance) {
  const relative = typeof tolerance === "object" && Object.hasOwn(tolerance, "relative");
  const allowed = decimal(
    String(typeof tolerance === "object" ? (tolerance.relative ?? tolerance.absolute) : tolerance),
  );
  if (relative) {
    allowed.digits *= magnitude(key.digits);
    allowed.places += key.places;
  }
  const places = Math.max(value.places, key.places, allowed.places);
  const whole = ({ digits, places: own }) => digits * 10n ** BigInt(places - own);
  const distance = whole(value) - whole(key);
  if (magnitude(distance) <= whole(allowed)) return "near";
  return distance < 0n ? "low" : "high";
}
