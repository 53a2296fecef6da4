// The question widget: a frame with the stem, a kind's own controls, the saved state.
import { h, uid } from "./dom.js";
import { levelOf } from "./heading.js";
import { kindOf, loadKind } from "./kinds.js";
import { paragraphs } from "./rich.js";
import { RESUME } from "./pending.js";
import { sameAnswer } from "./same.js";
import { Saver } from "./saver.js";
import { statusLine } from "./status.js";
import { strings } from "./strings.js";
import { isAnswer, isTyped } from "./typed.js";
import { ensureStyles } from "./styles.js";
import { conflictPanel } from "./conflict.js";
import { answerLine } from "./answer-line.js";
import { practicePanel } from "./practice.js";
import { exhibits } from "./exhibits.js";
import { changeNote } from "./change-note.js";
import { dealt } from "./variant.js";

function heading(props, inCase) {
  const label = props.moment === "before" ? strings.before : strings[props.use];
  // A step of a case has a heading of its own above it, and the case says for all of them whether it is graded.
  const name = inCase
    ? props.number
      ? strings.question(props.number)
      : null
    : h("span", { role: "heading", "aria-level": levelOf(props) }, strings.question(props.number, props.of));
  const parts = [
    name,
    inCase ? null : label,
    props.points && props.moment !== "before" ? strings.points(props.points) : null,
  ];
  return h(
    "p",
    { class: "nbc-eyebrow" },
    parts.filter(Boolean).map((part) => (part instanceof Element ? part : h("span", null, part))),
  );
}

/** Say in the name of a control which question it belongs to. */
function titleOf({ number = 0 }) {
  return number ? strings.question(number).toLowerCase() : "";
}

function unknownKind(props) {
  return h("p", { class: "nbc-alert", role: "alert" }, strings.unknownKind(props.kind));
}

/** Show one question in `el` and keep its answer on the host. */
function render({ model, el }) {
  ensureStyles();
  el.classList.add("nbc-root");
  const props = dealt(model.get("props"), model.get("context")?.seed ?? "");
  const kind = kindOf(props.kind);
  // A page that loaded its kinds before has the question in place at once: nothing on it moves later.
  return kind ? begin(model, el, props, kind) : loadKind(props.kind).then((found) => begin(model, el, props, found));
}

function begin(model, el, props, kind) {
  if (!kind) return void el.append(unknownKind(props));
  const question = new Question(model, el, props, kind);
  question.start();
  return () => question.stop();
}

/** One question; in a case it has no chart and no check of its own, and can be locked. */
export class Question {
  /**
   * @param {import("./types.d.ts").WidgetModel} model
   * @param {HTMLElement} el
   * @param {import("./types.d.ts").ItemProps} props
   * @param {import("./types.d.ts").Kind} kind
   */
  constructor(model, el, props, kind, { inCase = false, title = titleOf(props) } = {}) {
    this.model = model;
    this.el = el;
    this.props = props;
    this.kind = kind;
    this.inCase = inCase;
    this.locked = false;
    this.held = false;
    const { seed = "", listed = false } = model.get("context") || {};
    this.byHand = kind.status === "manual"; // a person gives its points
    this.listed = listed; // a list beside the questions says how many are left
    const state = model.get("state") || {};
    this.state = state;
    /** @type {{ changed?: boolean, corrected?: boolean }} */
    this.change = {};
    this.outdated = false; // the answer on disk is to the question as it was before
    this.view = kind.mount(props, {
      seed,
      name: uid(props.id),
      title,
      changed: () => this.changed(),
      dirty: () => this.dirty(),
    });
    this.saver = new Saver({
      model,
      item: props.id,
      seed,
      shown: props.shown ?? "",
      revision: state.revision ?? 0,
      status: (word, reason) => this.tell(word, reason),
      conflict: (mine, message) => this.conflict.ask(mine, message.response),
      remote: (message) => this.remote(message),
      gone: (message) => this.sendAgain() || this.remote(message),
      alike: (a, b) => sameAnswer(kind, props, a, b),
    });
    this.assemble();
  }

  assemble() {
    const { props } = this;
    const describe = (response) => this.kind.describe(props, response);
    this.line = statusLine();
    this.note = changeNote(props.use);
    this.answer = answerLine(props, describe, this.byHand);
    this.conflict = conflictPanel(describe, (which) => this.chooseConflict(which));
    this.practice = props.key !== undefined && !this.byHand ? practicePanel(this, describe) : null;
    const stem = h(
      "legend",
      { class: "nbc-stem" },
      heading(props, this.inCase),
      paragraphs(props.stem, "span", "nbc-para"),
    );
    this.clearing = h(
      "button",
      { type: "button", class: "nbc-button nbc-quiet", hidden: true, onclick: () => this.clearHere() },
      strings.clear,
    );
    const buttons = this.inCase
      ? this.clearing
      : [this.practice?.buttons, props.use === "graded" ? this.clearing : null];
    // A group of its own, so that answers can be held while the chart stays open to be read.
    this.body = h("fieldset", { class: "nbc-group nbc-body", role: "presentation" }, this.view.element);
    this.group = h("fieldset", { class: "nbc-group" }, stem, this.inCase ? null : exhibits(props.exhibits), this.body);
    this.bar = h("div", { class: "nbc-bar" }, buttons, this.line.element);
    this.el.replaceChildren(
      h(
        "article",
        { class: `nbc-card nbc-question nbc-kind-${props.kind}`, "data-item": props.id },
        this.note.element,
        this.group,
        this.answer.element,
        this.conflict.element,
        this.bar,
        this.practice?.element,
      ),
    );
  }

  start() {
    /** @type {[string, (message: any) => void][]} */
    this.listeners = [
      ["msg:custom", (message) => this.receive(message)],
      // ipywidgets tells this when the kernel's end of the widget is gone.
      ["comm_live_update", () => this.saver.lost()],
    ];
    for (const [event, callback] of this.listeners) this.model.on(event, callback);
    this.resume = () => this.saver.want ?? this.takeUp();
    window.addEventListener(RESUME, this.resume);
    const waiting = this.takeUp();
    if (!waiting) this.show(this.state.response ?? null);
    if (!waiting) this.tellChange({ ...this.state, changed: this.state.changed || this.saver.outdated });
    if (!waiting && !this.outdated && (this.state.revision ?? 0) > 0) this.tell("restored");
    this.practice?.earlier(this.state.earlier);
    try {
      this.model.send({ type: "hello" });
    } catch {
      this.saver.lost(); // no host yet: the answer stays in the browser
    }
  }

  /** Go on with an answer that this page, an earlier one or another tab could not save. */
  takeUp() {
    const waiting = this.saver.resume();
    if (waiting) this.show(waiting.response);
    return waiting;
  }

  stop() {
    this.view.stop?.();
    window.removeEventListener(RESUME, this.resume);
    for (const [event, callback] of this.listeners) this.model.off(event, callback);
    this.saver.dispose();
  }

  receive(message) {
    if (message.type === "progress") this.listed || this.answer.progress(message);
    else if (message.type === "lost") this.sendAgain();
    else if (message.type === "locked") this.hold(message.locked);
    else this.saver.receive(message);
  }

  /** Say what is saved; a panel that asks about two answers goes when there is nothing to choose any more. */
  tell(word, reason) {
    this.word = word;
    const typed = (word === "saved" || word === "restored") && isTyped(this.view.get());
    this.line.show(typed ? "typed" : word, reason);
    if (this.saver.paused || this.conflict.element.hidden) return;
    const inside = this.conflict.element.contains(document.activeElement);
    this.conflict.hide();
    if (inside) this.focus();
  }

  /** Take no change as long as the whole quiz is handed in. */
  hold(held) {
    this.held = this.body.disabled = held;
    this.tellChange(this.change);
    this.el.firstElementChild.classList.toggle("nbc-held", held);
  }

  /** An answer is being written: what is on the page is not what is saved. */
  dirty() {
    if (this.locked || this.held) return;
    this.saver.dirty = true;
    this.tell("saving");
  }

  /** Take the learner's new answer. */
  changed() {
    if (this.locked || this.held) return;
    const response = this.view.get();
    this.tellChange({});
    this.say(response);
    this.practice?.hide();
    this.saver.change(response);
  }

  /** What was saved is not on disk any more: bring what the page shows there again, if it may still be changed. */
  sendAgain() {
    const response = this.view.get();
    if (this.locked || this.held || this.saver.want || response === null) return false;
    this.saver.change(response);
    return true;
  }

  /** Show what another view saved. */
  remote(message) {
    this.practice?.earlier(message.earlier);
    this.tellChange(message);
    if (JSON.stringify(this.view.get()) === JSON.stringify(message.response ?? null)) return;
    this.practice?.hide();
    this.show(message.response ?? null);
    // Why an answer was not taken must stay to be read.
    if (this.locked) this.practice?.reveal(this.view.get());
    else if (this.outdated) this.line.element.dataset.state === "unsaved" || this.tell("none");
    else if (message.revision > 0 && this.word !== "refused") this.tell("saved");
  }

  /** Say that the question, or its right answer, is another one than when it was answered. */
  tellChange(state) {
    this.change = state;
    this.outdated = Boolean(state.changed);
    this.note.show(state, this.locked ? "locked" : this.held ? "held" : "");
  }

  /** Take no change any more, and show the feedback of a practice question. */
  lock() {
    if (this.locked) return;
    this.locked = this.group.disabled = true;
    this.saver.dirty = false;
    this.el.firstElementChild.classList.add("nbc-locked");
    this.tellChange(this.change);
    this.practice?.reveal(this.view.get());
  }

  show(response) {
    this.view.set(response);
    this.say(response);
  }

  /** Say the answer in words; there is something to clear only while there is one. */
  say(response) {
    this.answer.show(isAnswer(response) ? response : null);
    this.clearing.hidden = response === null;
  }

  clear() {
    this.view.set(null);
    this.changed();
  }

  /** Clear the answer, and go on from the question's first control: the button is gone then. */
  clearHere() {
    this.clear();
    this.focus();
  }

  focus() {
    this.body.querySelector(":is(input, button, select, textarea)")?.focus();
  }

  chooseConflict(which) {
    this.saver.choose(which);
  }
}

export default { render };
