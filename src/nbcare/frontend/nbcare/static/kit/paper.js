// What a list to choose from looks like on paper: the words with an empty box before each.
import { h } from "./dom.js";

/** Make what stands for a select on paper, its choices in the same order; print.css shows it in print while nothing is chosen. */
export function paperChoices(select) {
  const words = [...select.options].filter(({ value }) => value !== "").map(({ textContent }) => textContent);
  // An attribute, not text: on the screen the words must not be found twice.
  const boxes = words.map((one) => `☐\u00a0${one}`).join("   ");
  return h("span", { class: "nbc-paper", "aria-hidden": "true", "data-words": boxes });
}
