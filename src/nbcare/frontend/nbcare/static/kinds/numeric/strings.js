// The words of one number with its unit.
import { named } from "../../kit/words.js";

const roundTo = {
  "half-up": (near) => `Round the result to the nearest ${near}; an exact half goes up.`,
  "half-even": (near) => `Round the result to the nearest ${near}; an exact half goes to the even neighbour.`,
  down: (_near, multiple) => `Round the result down to ${multiple}.`,
  up: (_near, multiple) => `Round the result up to ${multiple}.`,
};

export const wording = named({
  number: "Number",
  numberIn: (unit) => (unit ? `Your answer in ${unit}` : "Your answer"),
  numberHint: "One number. A decimal point and a decimal comma are both fine.",
  rounding: ({ rule, to }, unit) => {
    const step = `${to} ${unit ?? ""}`.trim();
    return to === 1 ? roundTo[rule]("whole number", "a whole number") : roundTo[rule](step, `a multiple of ${step}`);
  },
  unit: "Unit",
  noUnit: "(no unit)",
  chooseUnit: "Choose a unit, too.",
  notANumber: (why) => `Not an answer yet. ${why}`,
  noThousands: "Is this a thousands separator? Write 1234 without it; write a decimal like 1.234 with a point.",
  tooLong: "Write a shorter number.",
  otherDigits: "Write the number with the digits 0 to 9.",
  numberOnlyIn: (unit) =>
    unit ? `Write the number only; its unit is ${unit}.` : "Write the number only; it has no unit.",
  unitNotOffered: (units) => `Choose the unit from the list: ${units.join(", ")}.`,
  twoUnits: (typed, chosen) =>
    `You wrote ${typed} and chose ${chosen}. Write the number only, or choose the other unit.`,
  readAs: (answer) => `Read as ${answer}.`,
  asTyped: (text) => `“${text}” (not a number)`,
  noRange: "Write one number, not a range.",
  oneNumber: "Write one number, not several.",
  onlyNumber: "Write the number only. The unit stands beside it.",
  plainNumber: "Write a plain number such as 0.61 or 0,61.",
  tooLow: "Too low",
  tooHigh: "Too high",
  otherUnit: "Another unit",
});
