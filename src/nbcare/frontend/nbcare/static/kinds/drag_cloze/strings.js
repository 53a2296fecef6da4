// The words of words to place into gaps.
import { named } from "../../kit/words.js";

export const wording = named({
  words: "Words to place",
  place: (word, gap) => `Place “${word}” in ${gap}`,
  picked: (word) => `“${word}” is picked up. Choose a gap.`,
  dragHint: "Choose a word, then the gap it belongs in; or use the list in the gap. You can also drag.",
  placeHere: "Place here",
  belongs: (gap) => `Belongs in ${gap}.`,
});
