// The words of several short lists.
import { named } from "../../kit/words.js";

export const wording = named({
  selectInGroups: "Choose all that apply in each group.",
});
