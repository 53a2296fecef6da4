// The bar that says whether everything is saved: always there in a quiz, only in trouble elsewhere.
import { fill, h } from "../kit/dom.js";
import { browserKeeps, onlyOnThisPage, pendingItems } from "../kit/pending.js";
import { isTyped } from "../kit/typed.js";
import { words } from "./words.js";

const UNSAVED_AFTER = 800; // ms on the way until an answer is said to be not saved; the questions say it then too
const SIGNS = { saved: "✓", saving: "", ready: "", typed: "!", unsaved: "!", away: "!" };

/** Show the saved state of a page in `el`; `name(item)` gives words for a question, `always` keeps it in sight. */
export class Bar {
  constructor(el, { host, always, name, anchor, logIn }) {
    this.el = el;
    this.host = host;
    this.always = always;
    this.name = name;
    this.anchor = anchor;
    this.logIn = logIn;
    this.conflicts = new Set();
    this.refused = new Set();
    this.failing = false;
    this.error = null;
    this.spoken = "";
    this.sign = h("span", { class: "nbp-bar-sign", "aria-hidden": "true" });
    this.text = h("span", { class: "nbp-bar-text" });
    this.more = h("span", { class: "nbp-bar-more" });
    this.tools = h("div", { class: "nbp-bar-tools" });
    // Spoken only in trouble, and when it is over: each question says its own "Saved".
    this.live = h("p", { class: "nbp-hidden", role: "status" });
    el.append(
      h(
        "div",
        { class: "nbp-wide nbp-bar-row" },
        h("p", { class: "nbp-bar-state" }, this.sign, this.text, this.more),
        this.tools,
      ),
    );
    el.before(this.live);
    document.addEventListener("input", this.typed);
    window.addEventListener("storage", this.update);
    this.update();
  }

  /** A written answer is on its way long before it is sent. */
  typed = (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.typing = true;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => ((this.typing = false), this.update()), UNSAVED_AFTER);
    this.update();
  };

  sent() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.late(), UNSAVED_AFTER);
    this.update();
  }

  late() {
    if (pendingItems(this.host.seed).length) this.failing = true;
    this.update();
  }

  reply({ type, item, again }) {
    if (type === "saved") for (const set of [this.conflicts, this.refused]) set.delete(item);
    if (type === "conflict") this.conflicts.add(item);
    if (type === "refused" && !again) this.refused.add(item);
    if (type === "saved" || type === "conflict") this.failing = false;
    this.error = null;
    this.staying = false; // whoever answers can show a page, too
    this.update();
  }

  lost(error) {
    this.failing = true;
    this.error = error;
    this.update();
  }

  /** Say why a link leads nowhere just now. */
  stay() {
    this.staying = true;
    this.update();
  }

  heard() {
    this.staying = false;
    this.failing = false;
    this.error = null;
    this.update();
  }

  /** Settle what to say, the worst first: [look, words, link]. */
  state() {
    const waiting = pendingItems(this.host.seed);
    for (const item of [...this.conflicts]) if (!waiting.includes(item)) this.conflicts.delete(item);
    const [conflict] = this.conflicts;
    const [refused] = this.refused;
    if (this.error?.stranger) return ["unsaved", words.stranger, [words.reload, location.href]];
    if (this.staying) return ["unsaved", words.cannotOpen];
    // What only this page has is lost with it: the way to log in must leave the page open.
    const here = onlyOnThisPage(this.host.seed).length;
    if (this.error?.ended && here) return ["unsaved", words.endedHere(here), [words.logInBeside, this.logIn, "_blank"]];
    if (this.error?.ended) return ["unsaved", words.ended(waiting.length), [words.logIn, this.logIn]];
    if (conflict)
      return ["unsaved", words.conflict(this.name(conflict)), [words.goTo(this.name(conflict)), this.anchor(conflict)]];
    if (this.failing && here) return ["unsaved", words.unsavedHere(here)];
    if (this.failing && waiting.length) return ["unsaved", words.unsaved(waiting.length)];
    if (this.failing && this.error) return ["away", this.error.words ?? (browserKeeps() ? words.away : words.awayHere)];
    if (refused)
      return ["unsaved", words.refused(this.name(refused)), [words.goTo(this.name(refused)), this.anchor(refused)]];
    if (waiting.length || this.typing) return ["saving", words.saving];
    const [typed] = Object.entries(this.host.state.items).find(([, { response }]) => isTyped(response)) ?? [];
    if (typed)
      return ["typed", words.keptAsTyped(this.name(typed)), [words.goTo(this.name(typed)), this.anchor(typed)]];
    const { handed_in: receipt = null, locked = false } = this.host.quiz ?? {};
    if (receipt && !locked) return ["saved", words.savedOnly];
    return Object.values(this.host.state.items).some(({ response }) => response !== null)
      ? ["saved", words.saved]
      : ["ready", words.ready];
  }

  update = () => {
    const [look, text, link] = this.state();
    const trouble = look === "unsaved" || look === "away";
    this.el.hidden = !this.always && !trouble;
    this.el.dataset.state = look;
    document.documentElement.classList.toggle("nbp-has-bar", !this.el.hidden);
    this.sign.textContent = SIGNS[look];
    if (this.text.textContent !== text) this.text.textContent = text;
    const shown = link ? link.join(" ") : "";
    if (this.shown !== shown) fill(this.more, link ? h("a", { href: link[1], target: link[2] }, link[0]) : null);
    this.shown = shown;
    this.speak(trouble ? text : "");
  };

  speak(text) {
    if (text) this.live.textContent = text;
    else if (this.spoken) this.live.textContent = words.back;
    this.spoken = text;
  }
}
