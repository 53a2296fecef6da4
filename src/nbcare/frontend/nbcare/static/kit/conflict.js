// Two answers to one question: show both, let the learner choose.
import { answerWords } from "./answer-words.js";
import { fill, h } from "./dom.js";
import { strings } from "./strings.js";

function choice(label, answer, action, onclick) {
  return h(
    "div",
    { class: "nbc-choice-of-two" },
    h("p", { class: "nbc-label" }, label),
    answer,
    h("button", { type: "button", class: "nbc-button", onclick }, action),
  );
}

/** Make the panel; ask(mine, theirs) opens it, describe(response) gives the lines of both, choose("mine" | "theirs") is called once. */
export function conflictPanel(describe, choose) {
  // Nodes are made once: an answer written on while the panel is open must not
  // replace the button somebody is pressing.
  const here = h("div", { class: "nbc-answer-text" });
  const elsewhere = h("div", { class: "nbc-answer-text" });
  const element = h(
    "div",
    { class: "nbc-conflict", role: "alert", hidden: true },
    h("p", { class: "nbc-heading" }, strings.conflictTitle),
    h("p", null, strings.conflictText),
    h(
      "div",
      { class: "nbc-two" },
      choice(strings.here, here, strings.keepMine, () => choose("mine")),
      choice(strings.elsewhere, elsewhere, strings.keepTheirs, () => choose("theirs")),
    ),
  );
  const say = (response) =>
    response === null || response === undefined ? strings.nothing : answerWords(describe(response));
  const ask = (mine, theirs) => {
    fill(here, say(mine));
    fill(elsewhere, say(theirs));
    element.hidden = false;
  };
  const hide = () => {
    element.hidden = true;
  };
  return { element, ask, hide };
}
