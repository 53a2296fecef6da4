// The words of all options that apply.
import { named } from "../../kit/words.js";

export const wording = named({
  selectAll: "Choose all that apply.",
});
