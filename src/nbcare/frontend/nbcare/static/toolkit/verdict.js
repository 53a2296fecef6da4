// Right or not: always a sign and a word beside the colour.
import { h } from "../kit/dom.js";
import { words } from "./strings.js";

const LOOKS = {
  right: ["✓", () => words.right],
  wrong: ["✗", () => words.wrong],
  missed: ["○", () => words.missed],
  kept: ["✓", () => words.kept],
};

/** Make the mark of a verdict: right, wrong, missed or kept; `more` adds words, `own` says it in other words. */
export function verdict(look, more = "", own = null) {
  const [sign, usual] = LOOKS[look];
  const word = () => own ?? usual();
  return h(
    "span",
    { class: "nbc-mark", "data-look": look === "kept" ? "right" : look },
    h("span", { "aria-hidden": "true" }, sign),
    h("span", null, more ? `${word()}. ${more}` : word()),
  );
}
