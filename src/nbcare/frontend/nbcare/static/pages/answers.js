// A quiz's answers in words, as they are reviewed and as they were handed in.
import { answerWords } from "../kit/answer-words.js";
import { h } from "../kit/dom.js";
import { kindOf } from "../kit/kinds.js";
import { plain } from "../kit/rich.js";
import { strings } from "../kit/strings.js";
import { isAnswer, isTyped } from "../kit/typed.js";
import { answerOf, isLeft } from "./questions.js";
import { words } from "./words.js";

/** Make the words of one answer. */
function inWords(props, response, none = words.noneYet) {
  const text =
    !props || response === null
      ? none
      : answerWords(kindOf(props.kind)?.describe(props, response) ?? [{ text: JSON.stringify(response) }]);
  return h("div", { class: "nbp-answer-text" }, text);
}

/** List every question with its answer and a way back to it: those that changed elsewhere first, then those without an answer. */
export function answerList(host, questions, changed = []) {
  const answers = questions.map((one) => ({ ...one, ...answerOf(host, one.id) }));
  const news = answers.filter(({ id }) => changed.includes(id));
  const rest = answers.filter(({ id }) => !changed.includes(id));
  const left = rest.filter((one) => isLeft(host, one));
  const given = rest.filter((one) => !isLeft(host, one));
  return [
    group(words.changedElsewhere(news.length), news, host),
    group(words.left(left.length), left, host),
    group(words.given(given.length), given, host),
  ];
}

function group(title, questions, host) {
  if (!questions.length) return null;
  return [
    h("h3", null, title),
    h(
      "ul",
      { class: "nbp-answers" },
      questions.map((one) => row(one, host)),
    ),
  ];
}

function row({ props, name, anchor, caseProps, number, response, waits, changed }, host) {
  const closed = caseProps && number > host.opened(caseProps);
  const locked = caseProps && number < host.opened(caseProps);
  const way = closed || locked ? words.look : !isAnswer(response) ? words.answer : words.change;
  return h(
    "li",
    { class: "nbp-answer" },
    h(
      "p",
      { class: "nbp-answer-head" },
      h("span", { class: "nbp-strong" }, name),
      state(closed, waits, changed, response),
    ),
    props ? h("p", { class: "nbp-answer-stem" }, plain(props.stem)) : null,
    h(
      "div",
      { class: "nbp-answer-given" },
      h("span", { class: "nbp-soft" }, words.yourAnswer),
      " ",
      inWords(props, response, changed ? strings.changes.answer : words.noneYet),
    ),
    h("a", { class: "nbp-answer-way", href: `#${anchor}` }, way, " ", h("span", { class: "nbp-hidden" }, name)),
  );
}

function state(closed, waits, changed, response) {
  const open = closed ? words.notOpened : isTyped(response) ? words.typed : null;
  const text = waits ? words.waits : changed ? words.changed : open;
  return text ? h("span", { class: "nbp-chip", "data-look": "warn" }, text) : null;
}

/** List what was handed in. */
export function handedIn(host, questions) {
  return h(
    "ul",
    { class: "nbp-answers" },
    questions.map(({ id, props, name }) =>
      h(
        "li",
        { class: "nbp-answer" },
        h("p", { class: "nbp-strong" }, name),
        inWords(
          props,
          id ? host.item(id).response : null,
          id && host.item(id).changed ? strings.changes.answer : words.none,
        ),
      ),
    ),
  );
}
