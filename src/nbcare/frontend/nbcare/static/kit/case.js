// The unfolding case: six questions over a chart that grows; each locks the one before it.
import { paperSteps } from "./case-paper.js";
import { progressList } from "./case-progress.js";
import { Step } from "./case-step.js";
import { fill, h } from "./dom.js";
import { levelOf } from "./heading.js";
import { loadKinds } from "./kinds.js";
import { chart, news } from "./exhibits.js";
import { newNonce } from "./nonce.js";
import { paragraphs, plain, rich } from "./rich.js";
import { score } from "./score.js";
import { noteShown } from "./shown.js";
import { strings } from "./strings.js";
import { ensureStyles } from "./styles.js";

const words = strings.unfolding;
const PATIENCE = 5000; // ms until we say that nobody answers

/** Show one case in `el` and keep its answers, and how far it is opened, on the host. */
async function render({ model, el }) {
  ensureStyles();
  ensureStyles(["case.css"]);
  el.classList.add("nbc-root", "nbc-case-root");
  await loadKinds(model.get("props").steps);
  const shown = new UnfoldingCase(model, el);
  shown.start();
  return () => shown.stop();
}

class UnfoldingCase {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.props = model.get("props");
    this.state = model.get("state") || {};
    this.steps = [];
    this.reading = false;
    this.toldChanged = 0;
    this.total = this.props.steps.length;
    this.progress = progressList(this.total);
    this.chart = chart(this.props.steps[0].exhibits);
    this.live = h("p", { class: "nbc-hidden", role: "status" });
    this.list = h("div", { class: "nbc-case-steps" });
    this.end = h("div", { class: "nbc-case-end" });
    this.paper = paperSteps(this);
    this.assemble();
  }

  assemble() {
    const { props } = this;
    const eyebrow = [words.name, strings[props.use], words.invented].map((part) => h("span", null, part));
    this.summary = h("summary", null, strings.exhibits);
    this.fold = h("details", { class: "nbc-case-chart", open: true }, this.summary, this.chart.element);
    this.el.replaceChildren(
      h(
        "article",
        { class: "nbc-card nbc-case", "data-case": props.id },
        h(
          "header",
          { class: "nbc-case-head" },
          h("p", { class: "nbc-eyebrow" }, eyebrow),
          h("p", { class: "nbc-title", role: "heading", "aria-level": levelOf(props) }, rich(props.title)),
          paragraphs(props.intro),
        ),
        this.progress.element,
        h(
          "div",
          { class: "nbc-case-board" },
          this.fold,
          h("div", { class: "nbc-case-work" }, this.list, this.end, this.paper.element),
        ),
        this.live,
      ),
    );
  }

  start() {
    this.listener = (message) => this.receive(message);
    this.model.on("msg:custom", this.listener);
    this.paper.start();
    this.show(this.state.opened ?? 1);
    try {
      this.model.send({ type: "hello" });
    } catch {
      // no host yet: each question says so when it is answered
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.listener);
    this.paper.stop();
    for (const step of this.steps) step.stop();
  }

  receive(message) {
    if (message.case !== this.props.id) return;
    if (message.type === "locked") return this.hold(message.locked);
    // A host that withholds the steps to come brings each when it is opened.
    message.steps?.forEach((step, i) => (this.props.steps[i] ??= step));
    if (message.type === "state") return this.onState(message);
    if (!this.nonce || message.nonce !== this.nonce) return;
    const { whenAnswered } = this;
    this.settle();
    if (message.type === "not-opened") return whenAnswered.say(words.refused(message.reason));
    if (message.type === "opened") whenAnswered.done(message.opened);
  }

  /** Take no change as long as the whole quiz is handed in. */
  hold(held) {
    this.held = held;
    for (const step of this.steps) step.hold(held);
  }

  /** Take up what is on disk, perhaps from another window. */
  onState({ opened, items }) {
    this.state = { opened, items };
    // Our own request is answered in a moment, with what to do then.
    if (this.nonce) return;
    if (opened < this.shown) this.beginAgain();
    const before = this.shown;
    const here = this.list.contains(document.activeElement);
    const moved = opened > before + (this.reading ? 1 : 0);
    if (moved) this.reading = false;
    // Locked first: an answer that came too late must not be called saved.
    if (moved) this.show(opened);
    for (const step of this.steps) step.receive(items[step.props.id]);
    if (!this.reading && this.changedSteps() !== this.toldChanged) this.finish();
    if (moved) this.announce(before, words.elsewhere);
    if (moved && here) this.focus();
  }

  /** Show the steps up to this one; all before it are locked. */
  show(opened) {
    this.shown = opened;
    noteShown(this.model.get("context")?.seed ?? "", this.props.id, opened);
    const upto = Math.min(opened, this.total);
    for (let i = this.steps.length; i < upto; i += 1) {
      const step = new Step(this.model, this.props.steps[i], {
        number: i + 1,
        total: this.total,
        state: this.state.items?.[this.props.steps[i].id],
        ask: { open: (one) => this.open(one), chart: () => this.toChart() },
      });
      this.steps.push(step);
      this.list.append(step.element);
      if (this.held) step.hold(true);
    }
    this.steps.forEach((step, i) => {
      if (i + 1 >= opened) return;
      step.lock();
      step.close();
    });
    this.chart.show(this.props.steps[upto - 1].exhibits);
    this.progress.show(opened);
    this.finish();
  }

  /** Ask the host to lock a step and open the next. */
  open(step) {
    const saw = step.number;
    step.say("");
    this.request({ type: "open", saw }, { say: (text) => step.say(text), done: (opened) => this.opened(step, opened) });
  }

  opened(step, opened) {
    const { items = {} } = this.state;
    this.state = { ...this.state, opened, items };
    if (step.practice && opened === step.number + 1) return this.read(step);
    const before = this.shown;
    this.show(opened);
    this.announce(before);
    this.focus();
  }

  /** Show the feedback of a step just locked, before anything new. */
  read(step) {
    this.reading = true;
    step.lock(step.last ? null : () => this.goOn(step));
    this.progress.show(step.number + 1, true);
    this.live.textContent = "";
    if (step.last) this.finish(true);
    (step.holder.querySelector(".nbc-result") ?? step.heading).focus({ preventScroll: false });
  }

  goOn(step) {
    this.reading = false;
    this.show(Math.max(step.number + 1, this.state.opened ?? 1));
    this.announce(step.number);
    this.focus();
  }

  announce(before, more = "") {
    const step = this.steps.at(-1);
    const added = news(step.props.exhibits).map(({ title, words: what }) => `${plain(title)}: ${what}`);
    const open = words.opened(step.number, strings.steps[step.number - 1], before < step.number ? before : 0);
    this.live.textContent = `${open} ${more}${added.length ? words.added(added) : words.nothingAdded}`;
  }

  /** On a narrow page the chart stands above the steps. */
  toChart() {
    this.fold.open = true;
    this.summary.focus();
    this.summary.scrollIntoView({ block: "start" });
  }

  focus() {
    this.steps.at(-1).heading.focus({ preventScroll: false });
  }

  /** Say at the end of a practice case what it came to, and offer it again. */
  finish(read = false) {
    const whole = read || this.shown > this.total;
    const changed = this.changedSteps();
    this.toldChanged = changed;
    if (this.props.use !== "practice" || !(whole || changed)) return void fill(this.end);
    const counted = this.steps
      .filter(({ question }) => !question.byHand && !question.outdated)
      .map(({ props, question }) => score(props, question.view.get()));
    const sum = (part) => counted.reduce((all, one) => all + one[part], 0);
    const again = h("button", { type: "button", class: "nbc-button", onclick: () => this.sure() }, words.again);
    this.line = h("p", { class: "nbc-step-line", role: "status" });
    fill(
      this.end,
      whole ? h("p", { class: "nbc-heading" }, words.finished) : null,
      whole
        ? h("p", null, words.result(sum("points"), sum("max")), changed ? words.notCounted(changed) : "")
        : h("p", null, strings.changes.changed["practice-locked"]),
      h("div", { class: "nbc-step-buttons" }, again),
      this.line,
    );
  }

  /** Count the locked steps that have changed since they were answered. */
  changedSteps() {
    return this.steps.filter(({ question }) => question.locked && question.outdated).length;
  }

  sure() {
    const keep = h(
      "button",
      {
        type: "button",
        class: "nbc-button",
        onclick: () => (this.finish(true), this.end.querySelector("button").focus()),
      },
      words.keep,
    );
    const say = (text) => (this.line.textContent = text);
    const saw = this.state.opened ?? 1;
    const clear = () => this.request({ type: "again", saw }, { say, done: () => this.begun() });
    const yes = h("button", { type: "button", class: "nbc-button nbc-primary", onclick: clear }, words.clearAll);
    fill(
      this.end,
      h("p", { class: "nbc-step-warning", role: "alert" }, words.sure),
      h("div", { class: "nbc-step-buttons" }, keep, yes),
      this.line,
    );
    keep.focus();
  }

  begun() {
    this.state = { opened: 1, items: {} };
    this.beginAgain();
    this.show(1);
    this.live.textContent = words.begun;
    this.focus();
  }

  beginAgain() {
    for (const step of this.steps) step.stop();
    this.steps = [];
    this.reading = false;
    this.shown = 0;
    fill(this.list);
  }

  request(message, whenAnswered) {
    this.whenAnswered = whenAnswered;
    this.nonce = newNonce();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fail(), PATIENCE);
    try {
      this.model.send({ ...message, nonce: this.nonce, case: this.props.id });
    } catch {
      this.fail();
    }
  }

  fail() {
    const { whenAnswered } = this;
    this.settle();
    whenAnswered.say(words.noAnswer);
  }

  settle() {
    clearTimeout(this.timer);
    this.nonce = null;
  }
}

export default { render };
