// What paper needs: to know when a page is printed, and a list to choose from as words with an empty box before each.
import { h } from "./dom.js";

/** Make what stands for a select on paper, its choices in the same order; print.css shows it in print while nothing is chosen. */
export function paperChoices(select) {
  const words = [...select.options].filter(({ value }) => value !== "").map(({ textContent }) => textContent);
  // An attribute, not text: on the screen the words must not be found twice.
  const boxes = words.map((one) => `☐\u00a0${one}`).join("   ");
  return h("span", { class: "nbc-paper", "aria-hidden": "true", "data-words": boxes });
}

/** Make {start, stop}: show() is called before the page is laid out for paper, hide() when it has been printed. */
export function forPaper(show, hide) {
  const media = window.matchMedia("print");
  let [printing, shown] = [false, false];
  const turn = (wanted) => {
    if (wanted === shown) return;
    shown = wanted;
    (wanted ? show : hide)();
  };
  // The event comes before the pages are counted, the change of media after: what is added then is cut off. The change
  // is for browsers that show a page as paper without printing it; while one prints, it says nothing.
  const before = () => turn((printing = true));
  const after = () => turn((printing = false));
  const change = ({ matches }) => printing || turn(matches);
  return {
    start: () => {
      window.addEventListener("beforeprint", before);
      window.addEventListener("afterprint", after);
      media.addEventListener("change", change);
    },
    stop: () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      media.removeEventListener("change", change);
    },
  };
}
