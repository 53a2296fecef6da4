// The words of a bow-tie.
import { named } from "../../kit/words.js";

export const wording = named({
  hint: "Choose 2 actions, 1 condition and 2 parameters.",
  actions: { legend: "Actions to take", many: "Actions", one: "Action" },
  conditions: { legend: "Condition", many: "Condition", one: "Condition" },
  parameters: { legend: "Parameters to watch", many: "Parameters", one: "Parameter" },
});
