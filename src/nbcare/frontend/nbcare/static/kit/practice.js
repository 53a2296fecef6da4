// Practice: check, say what was right and why, try again.
import { answerWords } from "./answer-words.js";
import { fill, h } from "./dom.js";
import { kindOf } from "./kinds.js";
import { rich } from "./rich.js";
import { marks, score } from "./score.js";
import { strings } from "./strings.js";
import { symbolWord } from "./mark.js";
import { isAnswer } from "./typed.js";

/** Say how a kind gives points: it names its rule, or works it out from the item. */
function ruleOf(item) {
  const { rule } = kindOf(item.kind);
  return strings.rules[typeof rule === "function" ? rule(item) : rule];
}

function result(item, response) {
  const { points, max } = score(item, response);
  const look = points === max ? "right" : points > 0 ? "partly" : "wrong";
  const word = { right: strings.resultRight, partly: strings.resultPartly, wrong: strings.resultWrong }[look];
  const sign = { right: "✓", partly: "◐", wrong: "✗" }[look];
  return h(
    "p",
    { class: "nbc-result", tabindex: "-1", "data-look": look },
    h("span", { class: "nbc-symbol", "aria-hidden": "true" }, sign),
    h("strong", null, word),
    h("span", { class: "nbc-points" }, strings.score(points, max, ruleOf(item))),
  );
}

function notMarked() {
  const words = strings.changes;
  return h("p", { class: "nbc-result", tabindex: "-1" }, h("strong", null, words.notMarked), ` (${words.why})`);
}

function element(one, feedback) {
  const yours = one.chosen ? h("span", { class: "nbc-yours" }, strings.yours) : null;
  return h(
    "li",
    { class: "nbc-why-one", "data-look": one.look },
    h(
      "p",
      { class: "nbc-why-head" },
      symbolWord(one.look),
      h("span", { class: "nbc-why-label" }, rich(one.label)),
      yours,
    ),
    one.detail ? h("p", { class: "nbc-why-detail" }, one.detail) : null,
    feedback ? h("p", { class: "nbc-why-text" }, rich(feedback)) : null,
  );
}

function explanations(item, elements) {
  const groups = new Map();
  for (const one of elements) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return [...groups].map(([group, members]) => [
    group ? h("p", { class: "nbc-why-group" }, rich(group)) : null,
    h(
      "ul",
      { class: "nbc-whys" },
      members.map((one) => element(one, item.feedback?.[one.id])),
    ),
  ]);
}

function sourceList(sources) {
  if (!sources?.length) return null;
  return [
    h("p", { class: "nbc-heading" }, strings.sources),
    h(
      "ul",
      { class: "nbc-sources" },
      sources.map(({ n, text }) => h("li", null, h("span", { class: "nbc-cite" }, `[${n}]`), " ", rich(text))),
    ),
  ];
}

/** Make the panel and its buttons for a practice question; one in a case is revealed when it is locked, and has no buttons. */
export function practicePanel(question, describe) {
  const { props, kind } = question;
  const before = h("div", { class: "nbc-earlier" });
  const panel = h("div", { class: "nbc-feedback" });
  const note = h("p", { class: "nbc-note", role: "status" });
  const again = h("button", { type: "button", class: "nbc-button", onclick: () => retry() }, strings.again);
  const check = h("button", { type: "button", class: "nbc-button nbc-primary", onclick: () => open() }, strings.check);
  const element = h("div", { class: "nbc-practice" }, panel);
  let earlierAnswer = null;

  function hide() {
    panel.replaceChildren();
    panel.hidden = again.hidden = true;
    check.hidden = false;
    note.textContent = "";
    question.view.review(null);
  }

  function retry() {
    question.clear();
    question.focus();
  }

  function open() {
    const response = question.view.get();
    if (!isAnswer(response)) return void (note.textContent = response ? strings.notAnAnswer : strings.answerFirst);
    reveal(response).focus({ preventScroll: false });
  }

  /** Show the feedback for this response, given or not; return its first line. */
  function reveal(response) {
    note.textContent = "";
    question.view.review(question.outdated ? null : marks(props, response));
    const head = question.outdated ? notMarked() : result(props, response);
    fill(
      panel,
      head,
      earlierAnswer ? before : null,
      h("p", { class: "nbc-heading" }, strings.rightAnswer),
      h("div", { class: "nbc-answer-text" }, answerWords(describe(props.key))),
      props.why ? [h("p", { class: "nbc-heading" }, strings.why), h("p", { class: "nbc-why" }, rich(props.why))] : null,
      h("p", { class: "nbc-heading" }, strings.eachChoice),
      explanations(props, kind.elements(props, response)),
      sourceList(props.sources),
    );
    panel.hidden = again.hidden = false;
    check.hidden = true;
    return head;
  }

  function earlier(response) {
    if (response === undefined || response === null) return;
    earlierAnswer = answerWords(describe(response));
    fill(
      before,
      h("span", { class: "nbc-label" }, strings.earlier),
      " ",
      h("div", { class: "nbc-answer-text" }, earlierAnswer),
    );
  }

  panel.hidden = again.hidden = true;
  return { element, buttons: [check, again, note], hide, earlier, reveal };
}
