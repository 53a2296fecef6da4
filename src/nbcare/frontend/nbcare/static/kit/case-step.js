// One step of a case: its heading, its question, and what locks it.
import { answerWords } from "./answer-words.js";
import { StepModel } from "./case-model.js";
import { fill, h } from "./dom.js";
import { levelOf } from "./heading.js";
import { kindOf } from "./kinds.js";
import { symbolWord } from "./mark.js";
import { Question } from "./question.js";
import { rich } from "./rich.js";
import { score } from "./score.js";
import { strings } from "./strings.js";
import { isAnswer } from "./typed.js";

const words = strings.unfolding;
const PATIENCE = 8000; // ms until an answer counts as not saved
const LOOK = 50; // ms between two looks at it

/** Say in a sign, a word and points what an answer earned. */
function outcome({ points, max }) {
  const partly = h(
    "span",
    { class: "nbc-mark" },
    h("span", { class: "nbc-symbol", "aria-hidden": "true" }, "◐"),
    h("span", null, strings.resultPartly),
  );
  const sign = points === max ? symbolWord("right") : points > 0 ? partly : symbolWord("wrong");
  return [sign, " ", h("span", { class: "nbc-points" }, strings.ofTotal(points, strings.points(max)))];
}

/** An open or locked step; ask.open(step) is called when the learner has agreed to lock it. */
export class Step {
  constructor(model, props, { number, total, state, ask }) {
    this.props = props;
    this.number = number;
    this.total = total;
    this.ask = ask;
    this.last = number === total;
    this.practice = props.use === "practice";
    this.holder = h("div");
    this.question = new Question(new StepModel(model, props, state), this.holder, props, kindOf(props.kind), {
      inCase: true,
      title: words.stepTitle(number, props.number),
    });
    this.assemble();
    this.question.start();
  }

  assemble() {
    this.heading = h(
      "p",
      { class: "nbc-case-heading", role: "heading", "aria-level": levelOf(this.props) + 1, tabindex: "-1" },
      words.step(this.number, this.total, strings.steps[this.number - 1]),
    );
    this.given = h("div", { class: "nbc-chosen", hidden: true });
    this.summary = h("summary", { hidden: true }, this.practice ? words.readWhy : words.read);
    this.fold = h("details", { class: "nbc-step-fold", open: true }, this.summary, this.holder);
    this.foot = h("div", { class: "nbc-step-foot" });
    this.toChart = h(
      "button",
      { type: "button", class: "nbc-button nbc-quiet nbc-to-chart", onclick: () => this.ask.chart() },
      words.toChart,
    );
    this.element = h(
      "section",
      { class: "nbc-step", "data-state": "open" },
      this.heading,
      this.toChart,
      this.given,
      this.fold,
      this.foot,
    );
    this.offer();
  }

  stop() {
    clearInterval(this.watch);
    this.question.stop();
  }

  /** Say what opening the next step does to this answer, and offer it. */
  offer() {
    if (this.last && !this.practice) return void fill(this.foot, h("p", { class: "nbc-hint" }, words.last));
    const warning = this.practice ? words.warnCheck : words.warnOpen(this.number + 1);
    this.button = h(
      "button",
      { type: "button", class: "nbc-button nbc-primary", onclick: () => this.tryToLock() },
      this.practice ? words.checks : words.opens(this.number + 1),
    );
    this.line = h("p", { class: "nbc-step-line", role: "status" });
    fill(
      this.foot,
      h("p", { class: "nbc-step-warning" }, rich(warning)),
      h("div", { class: "nbc-step-buttons" }, this.button),
      this.line,
    );
  }

  say(text) {
    if (this.line) this.line.textContent = text;
  }

  /** Lock only what is on disk; ask first when that is nothing. */
  tryToLock() {
    clearInterval(this.watch);
    if (this.question.saver.idle) return this.confirmed();
    this.say(words.saving);
    const until = Date.now() + PATIENCE;
    this.watch = setInterval(() => {
      if (!this.question.saver.idle && Date.now() < until) return;
      clearInterval(this.watch);
      if (this.question.saver.idle) this.confirmed();
      else this.say(words.notSaved);
    }, LOOK);
  }

  confirmed() {
    this.say("");
    if (isAnswer(this.question.view.get())) return this.ask.open(this);
    const back = h("button", { type: "button", class: "nbc-button", onclick: () => this.cancel() }, words.back);
    const anyway = h(
      "button",
      { type: "button", class: "nbc-button nbc-primary", onclick: () => this.ask.open(this) },
      this.practice ? words.checkAnyway : words.anyway(this.number + 1),
    );
    fill(
      this.foot,
      h("p", { class: "nbc-step-warning", role: "alert" }, rich(words.empty(this.number))),
      h("div", { class: "nbc-step-buttons" }, back, anyway),
      this.line,
    );
    back.focus();
  }

  cancel() {
    this.offer();
    (this.holder.querySelector(".nbc-body :is(input, select, button, textarea)") ?? this.button).focus();
  }

  /** Take no change, and open no step, as long as the whole quiz is handed in. */
  hold(held) {
    this.question.hold(held);
    this.foot.hidden = held;
  }

  /** Show the step as locked; `goOn` offers the next one under its feedback. */
  lock(goOn = null) {
    clearInterval(this.watch);
    this.question.lock();
    this.element.dataset.state = "locked";
    const next = goOn
      ? h("button", { type: "button", class: "nbc-button nbc-primary", onclick: goOn }, words.goOn(this.number + 1))
      : null;
    fill(this.foot, next);
    this.toChart.hidden = true;
    this.tell();
  }

  /** Say the locked answer above its folded question. */
  tell() {
    const response = this.question.view.get();
    const { outdated } = this.question;
    const marked = this.practice && !this.question.byHand && !outdated;
    const counted = marked ? [" ", outcome(score(this.props, response))] : null;
    const none = outdated ? strings.changes.answer : words.none;
    const answer = response === null ? none : answerWords(this.question.kind.describe(this.props, response));
    fill(
      this.given,
      h("span", { class: "nbc-step-state" }, words.locked),
      " ",
      h("span", { class: "nbc-label" }, words.answer),
      " ",
      h("div", { class: "nbc-answer-text" }, answer),
      counted,
    );
    this.given.hidden = false;
  }

  /** Fold a step that has been read. */
  close() {
    this.summary.hidden = false;
    this.fold.open = false;
    fill(this.foot);
  }

  receive(state) {
    if (state) this.question.receive({ type: "state", item: this.props.id, ...state });
    if (this.question.locked) this.tell();
  }
}
