// The explorer widget: predict, try, read the sentence, compare.
import { conflictPanel } from "./conflict.js";
import { h } from "./dom.js";
import { comparePanel } from "./explorers/compare.js";
import { widgets } from "./explorers/index.js";
import { predictionPanel } from "./explorers/predict.js";
import { problem } from "./explorers/props.js";
import { words } from "./explorers/strings.js";
import { plain, rich } from "./rich.js";
import { Saver } from "./saver.js";
import { statusLine } from "./status.js";
import { ensureStyles } from "./styles.js";

/** Show one explorer in `el` and keep its prediction on the host. */
function render({ model, el }) {
  ensureStyles();
  el.classList.add("nbc-root");
  const wrong = problem(model.get("props"));
  if (wrong) return broken(el, wrong);
  try {
    const explorer = new Explorer(model, el);
    explorer.start();
    return () => explorer.stop();
  } catch (error) {
    return broken(el, error.message);
  }
}

/** Fill the figures that a widget works out into the prediction and the comparison. */
function filled({ prediction, compare }, say = (text) => text) {
  const each = (part) => (typeof part === "string" ? say(part) : Object.fromEntries(Object.entries(part).map(([key, text]) => [key, each(text)])));
  return { prediction: each(prediction), compare: each(compare) };
}

function broken(el, reason) {
  el.replaceChildren(h("p", { class: "nbc-alert nbc-x-broken", role: "alert" }, words.broken(reason)));
}

class Explorer {
  constructor(model, el) {
    const props = model.get("props");
    Object.assign(this, { model, el, props, state: model.get("state") || {}, choice: null });
    this.sentence = h("p", { class: "nbc-x-sentence", role: "status", "aria-live": "polite" });
    this.view = widgets[props.widget](props, { changed: () => this.restate(), locked: () => this.choice === null });
    const asked = filled(props, this.view.say);
    this.predict = predictionPanel(asked.prediction, (choice) => this.commit(choice));
    this.compare = comparePanel(asked, { ready: () => this.view.reached(), choice: () => this.choice });
    this.conflict = conflictPanel((choice) => plain(asked.prediction.options[choice] ?? ""), (which) => this.settle(which));
    this.line = statusLine();
    this.saver = this.makeSaver();
    this.assemble();
    this.restate();
  }

  makeSaver() {
    return new Saver({
      model: this.model,
      item: this.props.id,
      seed: (this.model.get("context") || {}).seed ?? "",
      shown: this.props.shown ?? "",
      revision: this.state.revision ?? 0,
      status: (word, reason) => this.line.show(word, reason),
      conflict: (mine, message) => this.conflict.ask(mine, message.response),
      remote: (message) => this.restore(message.response),
    });
  }

  assemble() {
    const { props } = this;
    const badge = h("span", { class: "nbc-x-badge" }, props.illustrative === false ? null : words.illustrative);
    const title = h("p", { class: "nbc-x-title", role: "heading", "aria-level": "3" }, rich(props.title));
    this.hint = h("p", { class: "nbc-x-lock" }, words.locked);
    // The tables hold every setting: shown too early, they would answer the prediction.
    this.twins = h("div", { class: "nbc-x-twins", hidden: true }, this.view.twins);
    this.stage = h("fieldset", { class: "nbc-group nbc-x-stage", disabled: true }, h("legend", { class: "nbc-x-step" }, words.explore), this.hint, h("div", { class: "nbc-x-try" }, this.sentence, this.view.element), this.twins);
    const limits = h("details", { class: "nbc-x-limits" }, h("summary", null, words.leavesOut), h("p", null, rich(props.limits)));
    this.el.replaceChildren(
      h(
        "article",
        { class: `nbc-card nbc-x nbc-x-${props.widget}`, "data-item": props.id },
        h("header", { class: "nbc-x-head" }, h("p", { class: "nbc-eyebrow" }, h("span", null, words.eyebrow), badge), title, h("p", null, rich(props.intro))),
        this.predict.element,
        h("div", { class: "nbc-bar" }, this.line.element),
        this.conflict.element,
        this.stage,
        this.compare.element,
        limits,
      ),
    );
  }

  start() {
    this.listeners = [
      ["msg:custom", (message) => this.saver.receive(message)],
      ["comm_live_update", () => this.saver.lost()],
    ];
    for (const [event, callback] of this.listeners) this.model.on(event, callback);
    const waiting = this.saver.resume();
    this.restore(waiting ? waiting.response : this.state.response);
    if (!waiting && this.choice !== null) this.line.show("restored");
    try {
      this.model.send({ type: "hello" });
    } catch {
      this.saver.lost(); // no host yet: the prediction stays in the browser
    }
  }

  stop() {
    for (const [event, callback] of this.listeners) this.model.off(event, callback);
    this.saver.dispose();
  }

  restate() {
    // The first call comes from within mount, before there is a view to ask.
    const text = this.view ? this.view.sentence() : this.props.sentence;
    if (this.sentence.dataset.text === text) return;
    this.sentence.dataset.text = text;
    this.sentence.replaceChildren(...rich(text));
  }

  commit(choice) {
    this.restore(choice);
    this.saver.change(choice);
    // The button that had the focus is gone: lead on to the controls.
    this.stage.querySelector("input, button")?.focus();
  }

  /** Show a committed prediction; a host without one, or one that is not ours, leaves the panel as it is. */
  restore(choice) {
    if (!Object.hasOwn(this.props.prediction.options, choice ?? "")) return;
    this.choice = choice;
    this.predict.set(choice);
    this.stage.disabled = false;
    this.twins.hidden = false;
    this.hint.textContent = words.unlocked;
    this.compare.unlock();
  }

  settle(which) {
    this.conflict.hide();
    this.saver.choose(which);
  }
}

export default { render };
