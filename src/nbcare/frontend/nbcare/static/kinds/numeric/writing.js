// A number as people type it, brought to the one plain writing that is saved: nothing is guessed at.
import { canonicalUnit, isBlankNumber, isKnownUnit, readNumber } from "../../kit/score-number.js";
import { wording } from "./strings.js";

// Direction marks and joiners that a keyboard or a copied text brings along.
const UNSEEN = /[\u061c\u200b-\u200f\u2060\ufeff]/g;
const SPACES = /[\u2000-\u200a\u3000]/g;
const SIGNS = {
  "\uff0e": ".",
  "\u00b7": ".",
  "\u066b": ".",
  "\uff0c": ",",
  "\u066c": "'",
  "\uff0b": "+",
  "\uff0d": "-",
  "\uff05": "%",
  "\u066a": "%",
};
/** Where the digits of a script begin: full-width, Arabic, and the Arabic of Persian and Urdu. */
const ZEROS = [0xff10, 0x0660, 0x06f0];
const NUMBER_THEN_REST = /^([+\-\u2212]?[0-9.,'\u2019\s]*[0-9.,])\s*(.*)$/s;

function plainSign(sign) {
  const code = sign.codePointAt(0);
  const zero = ZEROS.find((each) => code >= each && code < each + 10);
  return zero === undefined ? (SIGNS[sign] ?? sign) : String(code - zero);
}

/** Write digits and signs of other scripts as 0 to 9, point and comma; a dash before a number is its minus. */
export function plainWriting(text) {
  const plain = [...text.replace(UNSEEN, "").replace(SPACES, " ")].map(plainSign).join("").trim();
  return plain.replace(/^[\u2012-\u2014](?=\s*[0-9.,])/, "-");
}

/**
 * Read what stands in the box: {blank}, {value, unit} as it is saved, or {problem} in words.
 * A unit that is typed with the number is read where it is the item's own, or one that may be chosen.
 * @returns {{ blank?: true, value?: string, unit?: string, typedUnit?: string, problem?: string }}
 */
export function readBox(item, text, chosen) {
  const plain = plainWriting(text);
  if (isBlankNumber(plain)) return { blank: true };
  const [, number = plain, rest = ""] = NUMBER_THEN_REST.exec(plain) ?? [];
  const typedUnit = rest && offeredAs(item, rest);
  if (typedUnit && chosen && canonicalUnit(typedUnit) !== canonicalUnit(chosen))
    return { problem: wording.twoUnits(typedUnit, chosen) };
  const value = typedUnit ? number : plain;
  try {
    readNumber(value);
    return { value, unit: typedUnit || chosen, typedUnit };
  } catch (refused) {
    return { problem: whyNot(item, plain, rest, refused) };
  }
}

/** List the units to choose from; which one is right must not show in their order. */
const unitsOf = (item) => [...new Set([item.unit, ...(item.units ?? [])].filter(Boolean))].sort();

/** Give the unit of the item that a text spells, as the item writes it; "" when it is none of them. */
function offeredAs(item, text) {
  const spelt = canonicalUnit(text);
  return unitsOf(item).find((unit) => canonicalUnit(unit) === spelt) ?? "";
}

function whyNot(item, text, rest, refused) {
  if (refused.message.includes("thousands")) return wording.noThousands;
  if (refused.message.includes("long")) return wording.tooLong;
  if (/[^0-9]/.test(text.replace(/\P{Nd}/gu, ""))) return wording.otherDigits;
  if (rest && isKnownUnit(canonicalUnit(rest)))
    return item.units?.length ? wording.unitNotOffered(unitsOf(item)) : wording.numberOnlyIn(item.unit);
  if (/[0-9].*(?:[-–—−]|to).*[0-9]/.test(text)) return wording.noRange;
  if (/[0-9][^0-9.,]+[0-9]/.test(text)) return wording.oneNumber;
  return /[0-9]/.test(text) && /[^0-9.,+\-−\s]/.test(text) ? wording.onlyNumber : wording.plainNumber;
}
