// The words of one column for each row.
import { named } from "../../kit/words.js";

export const wording = named({
  rightIs: (words) => `Right: ${words}.`,
  rightNotGiven: (right, given) => `Right: ${right}. Your choice: ${given}.`,
});
