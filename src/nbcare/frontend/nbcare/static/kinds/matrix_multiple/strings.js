// The words of ticks in a table.
import { named } from "../../kit/words.js";

export const wording = named({
  selectInColumns: "Tick all that apply in each column.",
  tickTable: "Table to tick",
});
