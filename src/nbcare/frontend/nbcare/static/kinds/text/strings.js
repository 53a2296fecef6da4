// The words of a written answer.
import { named } from "../../kit/words.js";

export const wording = named({
  writeHere: "Your answer",
  characters: (used, limit) => `${used.toLocaleString("en")} of ${limit.toLocaleString("en")} characters`,
  gradedByHand: "A teacher reads this answer.",
});
