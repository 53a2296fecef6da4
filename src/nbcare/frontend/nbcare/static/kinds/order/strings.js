// The words of lines to put in order.
import { named } from "../../kit/words.js";

export const wording = named({
  orderHint: "Move the lines into the right order with the arrows. You can also drag them.",
  orderPaper: "Number the lines in the right order.",
  orderUntouched: "Not answered yet. Move a line, or keep the order as it stands.",
  keepOrder: "Keep this order",
  orderKept: "This order is your answer.",
  moveUp: (words) => `Move up: ${words}`,
  moveDown: (words) => `Move down: ${words}`,
  movedTo: (words, place, total) => `“${words}” is now number ${place} of ${total}.`,
  atTheEnd: (words, step) => `“${words}” is already the ${step < 0 ? "first" : "last"}.`,
  placeIs: (n) => `Number ${n}.`,
  placeIsNot: (n, given) => (given ? `Number ${n}; you put it at number ${given}.` : `Number ${n}.`),
});
