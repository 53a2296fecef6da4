// The words of parts of a text or a table to choose.
import { named } from "../../kit/words.js";

export const wording = named({
  tableToMark: "Table with parts to choose",
  highlightHint: "Choose the parts of the text that answer the question. Choose again to undo.",
  highlightTableHint: "Choose the parts of the table that answer the question. Choose again to undo.",
  chosenCount: (n) => `${n} chosen`,
});
