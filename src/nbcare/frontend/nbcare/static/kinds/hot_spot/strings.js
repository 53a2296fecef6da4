// The words of a question about places on a picture.
import { named } from "../../kit/words.js";

export const wording = named({
  hint: "Choose every place that answers the question: on the picture, or in the list under it. Choose again to undo.",
  picture: "Places on the picture",
  list: "The same places in words",
  place: (number, label) => `${number}. ${label}`,
});
