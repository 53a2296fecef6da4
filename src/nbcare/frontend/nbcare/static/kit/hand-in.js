// The hand-in panel: what is unanswered, one button, a receipt.
import { fill, h } from "./dom.js";
import { localTime } from "./local-time.js";
import { newNonce } from "./nonce.js";
import { pendingItems, RESUME } from "./pending.js";
import { noteShown, shownRevisions } from "./shown.js";
import { strings } from "./strings.js";
import { ensureStyles } from "./styles.js";

const PATIENCE = 5000; // ms until we say that nobody answers

function render({ model, el }) {
  ensureStyles();
  el.classList.add("nbc-root");
  const panel = new HandIn(model, el);
  panel.start();
  return () => panel.stop();
}

class HandIn {
  constructor(model, el) {
    this.model = model;
    this.props = model.get("props") || {};
    this.seed = model.get("context")?.seed ?? "";
    this.zone = model.get("context")?.zone || undefined;
    this.summary = h("div", { class: "nbc-summary" });
    this.buttons = h("div", { class: "nbc-bar" });
    this.line = h("p", { class: "nbc-status", role: "status" });
    this.receipt = h("div", { class: "nbc-receipt" });
    el.replaceChildren(
      h(
        "section",
        { class: "nbc-card nbc-hand-in", "aria-label": strings.handInTitle },
        h("p", { class: "nbc-title" }, strings.handInTitle),
        this.summary,
        this.buttons,
        this.line,
        this.receipt,
      ),
    );
  }

  start() {
    this.listener = (message) => this.receive(message);
    this.model.on("msg:custom", this.listener);
    this.show(this.model.get("state") || {});
    this.send({ type: "summary" });
  }

  stop() {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.listener);
  }

  send(message) {
    try {
      this.model.send(message);
      return true;
    } catch {
      return false;
    }
  }

  receive(message) {
    if (message.type === "progress") return this.show(message);
    if (!this.nonce || message.nonce !== this.nonce) return;
    this.nonce = null;
    clearTimeout(this.timer);
    if (message.code === "changed") return this.changed(message.changed);
    if (message.type === "refused") return this.say("unsaved", strings.handInFailed(message.reason));
    if (message.type !== "handed-in") return;
    this.say("saved", strings.handedIn);
    this.show({ ...this.state, handed_in: message.receipt, changed: false });
  }

  /** Answers are not those that this page showed: lead to them; they are shown now, so the next request names them. */
  changed(changed) {
    for (const [id, revision] of Object.entries(changed)) noteShown(this.seed, id, revision);
    this.say("unsaved", strings.changedElsewhere(Object.keys(changed).map((id) => this.nameOf(id))));
  }

  show(state) {
    this.state = { ...this.state, ...state };
    const { unanswered = [], unopened = [], handed_in: receipt } = this.state;
    const names = unanswered.map((id) => (unopened.includes(id) ? strings.notOpen(this.nameOf(id)) : this.nameOf(id)));
    const list = h(
      "ul",
      { class: "nbc-unanswered" },
      names.map((name) => h("li", null, name)),
    );
    const closed = unopened.length ? h("p", { class: "nbc-not-open" }, strings.handInNotOpen(unopened.length)) : null;
    fill(
      this.summary,
      h("p", null, unanswered.length ? strings.handInLeft(unanswered.length) : strings.handInReady),
      unanswered.length ? list : null,
      closed,
    );
    this.offer(receipt ? strings.handInAgain : strings.handIn, () => this.ask());
    fill(this.receipt, receipt ? this.paper(receipt) : null);
    if (receipt && this.state.changed) this.say("unsaved", strings.changedSince);
    else if (this.line.textContent === strings.changedSince) this.say("", "");
  }

  nameOf(id) {
    const number = this.props.numbers?.[id];
    return number ? strings.question(number) : id;
  }

  offer(label, onclick) {
    if (this.button?.textContent === label) return; // keep the button somebody may be on
    this.button = h("button", { type: "button", class: "nbc-button nbc-primary", onclick }, label);
    fill(this.buttons, this.button);
  }

  ask() {
    // A tap on a tablet may leave the box its focus: what was just written there is saved now.
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    if (focused?.matches(":is(textarea,input)")) focused.blur();
    const waiting = pendingItems(this.seed).filter((id) => id in (this.props.numbers ?? {}));
    if (waiting.length) {
      window.dispatchEvent(new Event(RESUME));
      return this.say("unsaved", strings.waiting(waiting.map((id) => this.nameOf(id))));
    }
    const left = this.state.unanswered?.length ?? 0;
    if (!left) return this.handIn();
    this.say("", strings.handInConfirm(left));
    const anyway = h(
      "button",
      { type: "button", class: "nbc-button nbc-primary", onclick: () => this.handIn() },
      strings.handInAnyway,
    );
    const back = h("button", { type: "button", class: "nbc-button", onclick: () => this.cancel() }, strings.back);
    this.button = null;
    fill(this.buttons, back, anyway);
    back.focus();
  }

  cancel() {
    this.say("", "");
    this.show({});
    this.button.focus();
  }

  handIn() {
    this.nonce = newNonce();
    this.say("saving", strings.handingIn);
    this.show({});
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say("unsaved", strings.noAnswer), PATIENCE);
    if (!this.send({ type: "hand-in", nonce: this.nonce, reviewed: shownRevisions(this.seed) }))
      this.say("unsaved", strings.noAnswer);
  }

  paper(receipt) {
    const names = strings.receipt;
    const rows = [
      [names.assessment, receipt.assessment],
      [names.learner, receipt.learner],
      [names.at, localTime(receipt.at, this.zone)],
      [names.answered, strings.ofTotal(receipt.answered, receipt.total)],
      [names.counts, receipt.counts === false ? strings.whenAccepted : ""],
      [names.hash, receipt.hash],
      [names.where, receipt.where],
    ];
    return [
      h(
        "dl",
        null,
        rows.filter(([, value]) => value).map(([name, value]) => [h("dt", null, name), h("dd", null, String(value))]),
      ),
      receipt.counts === false ? null : h("p", { class: "nbc-hint" }, strings.handInAgainHint),
    ];
  }

  say(look, words) {
    this.line.dataset.state = look;
    this.line.textContent = words;
  }
}

export default { render };
