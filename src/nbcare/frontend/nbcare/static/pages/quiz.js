// A quiz: which questions are answered, whether it is handed in, and the way to hand it in.
import { fill, h } from "../kit/dom.js";
import { localTime } from "../kit/local-time.js";
import { isTyped } from "../kit/typed.js";
import { answerOf, isLeft, questionsOf } from "./questions.js";
import { markPlace } from "./reading.js";
import { openPage } from "./page.js";
import { Review } from "./review.js";
import { words } from "./words.js";

/**
 * Mount a quiz over a backend; `results` is where its results will be, `ready()` whether it can be handed in.
 * @param {{ logIn?: string, results?: string, ready?: () => boolean }} options
 */
export function openQuiz(data, backend, options) {
  const { logIn, results = "", ready = () => true } = options;
  /** @type {any} */
  const quiz = {};
  const hear = (event) => quiz.opened && update(quiz, event);
  const opened = openPage(data, backend, { always: true, logIn, hear });
  Object.assign(quiz, { data, opened, results, host: opened.host, list: new QuestionList(data, opened.host) });
  quiz.review = new Review(document.getElementById("nbp-review"), { data, host: opened.host, backend, results, ready });
  fill(
    opened.bar.tools,
    (quiz.toReview = h(
      "a",
      { class: "nbp-button nbp-primary", href: "#nbp-review", onclick: (event) => toNextStep(quiz, event) },
      words.reviewBar,
    )),
  );
  const sight = new IntersectionObserver(([{ isIntersecting }]) => {
    quiz.inReview = isIntersecting;
    nameNextStep(quiz);
  });
  sight.observe(quiz.review.el);
  quiz.review.el.addEventListener("click", () => nameNextStep(quiz));
  document.addEventListener("input", () => update(quiz));
  update(quiz, { type: "quiz" });
  return opened;
}

function update(quiz, event = {}) {
  const { type = "" } = event;
  quiz.review.changes.hear(event);
  quiz.list.show();
  quiz.review.show();
  nameNextStep(quiz);
  if (type !== "quiz" && type !== "state") return;
  showState(document.getElementById("nbp-quiz-state"), quiz);
}

/** Say in the bar what comes next: the review, back to it, or, where all answers are in sight, the hand-in. */
function nameNextStep({ host, review, inReview, toReview }) {
  const reading = inReview ? words.handIn : words.backToReview;
  toReview.textContent = host.quiz?.locked ? words.receiptBar : review.reading ? reading : words.reviewBar;
}

function toNextStep(quiz, event) {
  const { host, review, inReview } = quiz;
  event.preventDefault();
  if (host.quiz?.locked || !review.reading || !inReview) review.open();
  else if (!review.busy) review.confirm();
  nameNextStep(quiz);
}

/** Say above the questions when the quiz is due, how often it was handed in, and whether its answers are locked. */
function showState(place, { host, results }) {
  const { due, attempts, used, handed_in: receipt, locked, returned } = host.quiz ?? {};
  const { late_now: late, after_results: after } = host.quiz ?? {};
  const facts = [
    due ? h("span", null, `${words.due} `, h("time", { datetime: due }, localTime(due))) : null,
    attempts === undefined || (attempts === null && after && !used)
      ? null
      : h("span", null, words.attempts(used, attempts)),
  ];
  fill(
    place,
    facts.some(Boolean) ? h("p", { class: "nbp-facts" }, facts) : null,
    late && !locked ? warning(words.late) : null,
    after && !locked ? warning(words.afterResults) : null,
    receipt && !locked ? warning(words.reopened(localTime(receipt.at))) : null,
    locked ? lockedNotice(receipt, host.quiz.may_reopen) : null,
    returned && results
      ? h("p", { class: "nbp-notice" }, words.returned, " ", h("a", { href: results }, words.toResults))
      : null,
  );
}

function warning(text) {
  return h("p", { class: "nbp-notice", "data-look": "warn" }, h("span", { "aria-hidden": "true" }, "! "), text);
}

function lockedNotice(receipt, may) {
  const when = receipt ? ` ${words.handedInOn} ${localTime(receipt.at)}.` : "";
  return h(
    "div",
    { class: "nbp-notice", "data-look": "locked" },
    h("p", { class: "nbp-strong" }, words.lockedHead),
    h("p", null, words.lockedText(may), when, " ", h("a", { href: "#nbp-review" }, words.toReceipt)),
  );
}

/** The list of questions: a link to each, whether it is answered in a sign and a word, the one being read. */
class QuestionList {
  constructor(data, host) {
    this.data = data;
    this.host = host;
    this.place = document.getElementById("nbp-questions");
    this.count = document.getElementById("nbp-count");
    this.questions = questionsOf(data);
    this.rows = this.questions.map((one) => this.row(one));
    fill(
      this.place,
      h(
        "ol",
        { class: "nbp-question-list" },
        this.rows.map(({ element }) => element),
      ),
    );
    markPlace(this.place.querySelectorAll("a"));
  }

  row({ name, anchor, caseProps }) {
    const sign = h("span", { class: "nbp-question-sign", "aria-hidden": "true" });
    const state = h("span", { class: "nbp-question-state" });
    const element = h(
      "li",
      { class: caseProps ? "nbp-question nbp-of-case" : "nbp-question" },
      h("a", { href: `#${anchor}` }, sign, h("span", { class: "nbp-question-name" }, name), " ", state),
    );
    return { element, sign, state };
  }

  show() {
    // Opened meanwhile, a step of a case has its id now.
    this.questions = questionsOf(this.data);
    const looks = this.questions.map((one) => this.look(one));
    this.rows.forEach(({ element, sign, state }, i) => {
      const [look, mark, text] = looks[i];
      if (element.dataset.look === look) return;
      element.dataset.look = look;
      sign.textContent = mark;
      state.textContent = text;
    });
    const answered = this.questions.filter((one) => !isLeft(this.host, one)).length;
    this.count.textContent = ` · ${words.count(answered, this.questions.length)}`;
  }

  look({ id, caseProps, number }) {
    if (caseProps && number > this.host.opened(caseProps)) return ["closed", "·", words.notOpened];
    const { response, waits } = answerOf(this.host, id);
    if (waits) return ["waits", "!", words.waits];
    if (isTyped(response)) return ["typed", "!", words.typed];
    if (response === null) return ["open", "○", words.unanswered];
    return ["answered", "✓", words.answered];
  }
}
