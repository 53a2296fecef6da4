// What was chosen, in words, for questions that give no feedback; how many are left.
import { answerWords } from "./answer-words.js";
import { fill, h } from "./dom.js";
import { strings } from "./strings.js";

/** Make the lines; show(response) and progress({answered, total}) fill them. */
export function answerLine(props, describe, byHand) {
  const words = h("div", { class: "nbc-answer-text" });
  const chosen = h("div", { class: "nbc-chosen" }, h("span", { class: "nbc-label" }, strings.youChose), " ", words);
  const left = h("p", { class: "nbc-left" });
  const before = props.moment === "before" ? h("p", { class: "nbc-hint" }, strings.comesBack) : null;
  // A written answer stands in its own box; saying it twice helps nobody.
  chosen.hidden = props.use !== "graded" || byHand;
  left.hidden = true;
  const element = h("div", { class: "nbc-answer" }, before, chosen, left);
  return {
    element,
    show: (response) => {
      // On paper, a line that says that nothing is chosen helps nobody who holds a pen.
      chosen.toggleAttribute("data-empty", response === null);
      fill(words, response === null ? strings.nothing : answerWords(describe(response)));
    },
    progress: ({ answered, total }) => {
      if (props.use !== "graded") return;
      left.hidden = false;
      left.textContent = strings.unanswered(total - answered, total);
    },
  };
}
