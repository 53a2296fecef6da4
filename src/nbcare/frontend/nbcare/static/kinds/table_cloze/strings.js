// The words of gaps in a table.
import { named } from "../../kit/words.js";

export const wording = named({
  blank: "blank",
});
