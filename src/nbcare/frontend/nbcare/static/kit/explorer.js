// The explorer widget: predict, try, read the sentence, compare.
import { changeNote } from "./change-note.js";
import { conflictPanel } from "./conflict.js";
import { h } from "./dom.js";
import { plain, rich } from "./rich.js";
import { Saver } from "./saver.js";
import { statusLine } from "./status.js";
import { ensureStyles } from "./styles.js";
import { comparePanel } from "../toolkit/compare.js";
import { savePicturePanel } from "../toolkit/save-picture.js";
import { predictionPanel } from "../toolkit/predict.js";
import { open } from "../toolkit/print.js";
import { problem } from "../toolkit/props.js";
import { sentenceLine } from "../toolkit/sentence.js";
import { words } from "../toolkit/strings.js";

const SHEETS = [
  "nbcare.css",
  "print.css",
  "kinds.css",
  "explorers.css",
  "../toolkit/controls.css",
  "../toolkit/charts.css",
];

/** Show one explorer in `el` and keep its prediction on the host. */
async function render({ model, el }) {
  ensureStyles(SHEETS);
  el.classList.add("nbc-root");
  const props = model.get("props");
  const wrong = problem(props);
  if (wrong) return broken(el, wrong);
  const widget = await load(props.widget);
  if (!widget) return broken(el, words.unknown(props.widget));
  ensureStyles((widget.styles ?? []).map((name) => `../explorers/${name}`));
  try {
    const explorer = new Explorer(model, el, widget);
    explorer.start();
    return () => explorer.stop();
  } catch (error) {
    return broken(el, error.message);
  }
}

/** Load the module of one kind of explorer by its name: there is no list to keep. */
async function load(name) {
  try {
    return await import(`../explorers/${name}.js`);
  } catch (error) {
    console.warn(`explorer ${name}:`, error);
    return null;
  }
}

/** Fill the figures that a widget works out into the prediction and the comparison. */
function filled({ prediction, compare }, say = (text) => text) {
  const each = (part) =>
    typeof part === "string"
      ? say(part)
      : Object.fromEntries(Object.entries(part).map(([key, text]) => [key, each(text)]));
  return { prediction: each(prediction), compare: each(compare) };
}

function broken(el, reason) {
  el.replaceChildren(h("p", { class: "nbc-alert nbc-x-broken", role: "alert" }, words.broken(reason)));
}

class Explorer {
  constructor(model, el, widget) {
    const props = model.get("props");
    this.model = model;
    this.el = el;
    this.props = props;
    this.state = model.get("state") || {};
    this.choice = null;
    this.open = !props.prediction;
    this.sentence = sentenceLine();
    this.view = widget.mount(props, { changed: () => this.restate(), locked: () => !this.open });
    if (props.prediction) this.ask();
    this.assemble();
    this.restate();
  }

  /** Make what only an explorer with a prediction has. */
  ask() {
    const texts = filled(this.props, this.view.say);
    this.line = statusLine();
    this.note = changeNote("practice");
    this.saver = this.makeSaver();
    this.predict = predictionPanel(texts.prediction, (choice) => this.commit(choice));
    this.compare = comparePanel(texts, { ready: () => this.view.reached(), choice: () => this.choice });
    this.conflict = conflictPanel(
      (choice) => [{ text: plain(texts.prediction.options[choice] ?? "") }],
      (which) => this.settle(which),
    );
  }

  makeSaver() {
    return new Saver({
      model: this.model,
      item: this.props.id,
      seed: this.model.get("context")?.seed ?? "",
      shown: this.props.shown ?? "",
      revision: this.state.revision ?? 0,
      status: (word, reason) => this.tell(word, reason),
      conflict: (mine, message) => this.conflict.ask(mine, message.response),
      remote: (message) => this.restore(message.response),
      gone: () => this.sendAgain(),
    });
  }

  assemble() {
    const { props } = this;
    const limits = h(
      "details",
      { class: "nbc-x-limits" },
      h("summary", null, words.leavesOut),
      h("p", null, rich(props.limits)),
    );
    this.card = h(
      "article",
      { class: `nbc-card nbc-x nbc-x-${props.widget}`, "data-item": props.id },
      this.head(),
      this.predict && [
        this.note.element,
        this.predict.element,
        h("div", { class: "nbc-bar" }, this.line.element),
        this.conflict.element,
      ],
      this.makeStage(),
      this.compare?.element,
      limits,
      // Outside the stage: a fieldset that is disabled may keep its live regions from speaking.
      this.sentence.spoken,
    );
    this.el.replaceChildren(this.card);
  }

  head() {
    const { title, intro, illustrative } = this.props;
    const badge = h("span", { class: "nbc-x-badge" }, illustrative === false ? null : words.illustrative);
    const name = h("p", { class: "nbc-x-title", role: "heading", "aria-level": "3" }, rich(title));
    return h(
      "header",
      { class: "nbc-x-head" },
      h("p", { class: "nbc-eyebrow" }, h("span", null, words.eyebrow), badge),
      name,
      h("p", null, rich(intro)),
    );
  }

  makeStage() {
    const keep = savePicturePanel({
      id: this.props.id,
      pictures: this.view.pictures ?? [],
      caption: () => this.caption(),
      node: () => this.card,
    });
    this.hint = this.open ? null : h("p", { class: "nbc-x-lock" }, words.locked);
    // The tables hold every setting: shown too early, they would answer the prediction.
    this.tables = h("div", { class: "nbc-x-tables", hidden: !this.open }, this.view.tables, keep);
    const legend = h("legend", { class: "nbc-x-step" }, this.open ? words.tryIt : words.explore);
    this.stage = h(
      "fieldset",
      { class: "nbc-group nbc-x-stage", disabled: !this.open },
      legend,
      this.hint,
      h("div", { class: "nbc-x-try" }, this.sentence.element, this.view.element),
      this.tables,
    );
    return this.stage;
  }

  start() {
    window.addEventListener("beforeprint", this.unfold);
    window.addEventListener("afterprint", this.fold);
    if (this.predict) this.listen();
  }

  /** Keep the prediction on the host, and take up the one that is there. */
  listen() {
    this.listeners = [
      ["msg:custom", (message) => (message.type === "lost" ? this.sendAgain() : this.saver.receive(message))],
      ["comm_live_update", () => this.saver.lost()],
    ];
    for (const [event, callback] of this.listeners) this.model.on(event, callback);
    const waiting = this.saver.resume();
    this.restore(waiting ? waiting.response : this.state.response);
    if (!waiting && this.choice !== null) this.line.show("restored");
    if (!waiting) this.note.show({ changed: this.state.changed || this.saver.outdated });
    try {
      this.model.send({ type: "hello" });
    } catch {
      this.saver.lost(); // no host yet: the prediction stays in the browser
    }
  }

  stop() {
    for (const [event, callback] of this.listeners ?? []) this.model.off(event, callback);
    window.removeEventListener("beforeprint", this.unfold);
    window.removeEventListener("afterprint", this.fold);
    this.saver?.dispose();
    this.view.stop?.();
  }

  // Paper cannot be unfolded.
  unfold = () => {
    this.refold = open(this.card);
  };
  fold = () => this.refold?.();

  restate() {
    // The first call comes from within mount, before there is a view to ask.
    this.sentence.show(this.view ? this.view.sentence() : this.props.sentence);
  }

  caption() {
    // A saved picture leaves its page: that it is a model must go with it.
    const notice = this.props.illustrative === false ? "" : words.illustrative;
    return { title: plain(this.props.title), sentence: this.sentence.text(), notice };
  }

  commit(choice) {
    this.restore(choice);
    this.saver.change(choice);
    // The button that had the focus is gone: lead on to the controls.
    this.stage.querySelector("input, button, select, textarea")?.focus();
  }

  /** The committed prediction is not on disk any more: bring it there again. */
  sendAgain() {
    if (this.choice !== null && !this.saver.want) this.saver.change(this.choice);
  }

  /** Show a committed prediction; a host without one, or one that is not ours, leaves the panel as it is. */
  restore(choice) {
    if (!Object.hasOwn(this.props.prediction.options, choice ?? "")) return;
    this.choice = choice;
    this.note.show({});
    this.open = true;
    this.predict.set(choice);
    this.stage.disabled = false;
    this.tables.hidden = false;
    this.hint.textContent = words.unlocked;
    this.compare.unlock();
  }

  /** Say what is saved; there is nothing to choose any more when both predictions are one. */
  tell(word, reason) {
    this.line.show(word, reason);
    if (!this.saver.paused) this.conflict.hide();
  }

  settle(which) {
    this.saver.choose(which);
  }
}

export default { render };
