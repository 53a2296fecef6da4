// Before handing in: every question with its answer in words; then one question more; then the receipt.
import { fill, h } from "../kit/dom.js";
import { newNonce } from "../kit/nonce.js";
import { pendingItems, RESUME } from "../kit/pending.js";
import { answerList } from "./answers.js";
import { ask } from "./dialog.js";
import { answerOf, nameOf, questionsOf } from "./questions.js";
import { receiptOf } from "./receipt.js";
import { words } from "./words.js";

/** The panel at the end of a quiz; `ready()` says whether the page itself lets a hand-in begin. */
export class Review {
  constructor(el, { data, host, backend, results, ready }) {
    this.el = el;
    this.data = data;
    this.host = host;
    this.backend = backend;
    this.results = results;
    this.ready = ready;
    this.reading = false;
    this.busy = false;
    this.title = h("h2", { tabindex: "-1" }, words.reviewTitle);
    this.body = h("div");
    this.line = h("p", { class: "nbp-review-line", role: "status" });
    fill(el, this.title, this.body, this.line);
  }

  get questions() {
    return questionsOf(this.data);
  }

  unanswered() {
    return this.questions.filter(({ id }) => answerOf(this.host, id).response === null);
  }

  /** Show all answers for a last look, or the receipt. */
  open(event) {
    event?.preventDefault();
    if (!this.host.quiz?.locked) this.reading = true;
    this.show();
    this.el.scrollIntoView();
    this.title.focus({ preventScroll: true });
  }

  /** Show what stands now; a panel that says the same already is left alone, with whoever is on it. */
  show() {
    const locked = this.host.quiz?.locked ?? false;
    const answers = this.reading ? this.questions.map(({ id }) => answerOf(this.host, id)) : this.unanswered().length;
    const now = JSON.stringify([locked, this.reading, this.busy, answers, this.host.quiz]);
    if (now === this.shown) return;
    this.shown = now;
    this.title.textContent = locked ? words.receiptTitle : words.reviewTitle;
    fill(this.body, locked ? this.locked() : this.unlocked());
  }

  unlocked() {
    const left = this.unanswered().length;
    const { handed_in: receipt, after_results: after } = this.host.quiz ?? {};
    const before = receipt ? h("p", { class: "nbp-soft" }, after ? words.newestAfterResults : words.newest) : null;
    // Beside the page's own list, and above the list of all answers, it would be said twice.
    const count = h("p", { class: "nbp-strong nbp-count-line" }, left ? words.someLeft(left) : words.allGiven);
    if (!this.reading)
      return [
        h("p", null, words.reviewLead),
        count,
        before,
        this.buttons(this.button(words.review, () => this.open(), true)),
      ];
    return [
      before,
      answerList(this.host, this.questions),
      this.buttons(this.button(words.handIn, () => this.confirm(), true)),
    ];
  }

  locked() {
    const { handed_in: receipt, may_reopen: may, returned, attempts, after_results: after } = this.host.quiz;
    const noMore = after && attempts === null ? words.noMoreAfterResults : words.noMore;
    const results =
      returned && this.results
        ? h("p", null, words.returned, " ", h("a", { href: this.results }, words.toResults))
        : null;
    const again = may
      ? [h("p", { class: "nbp-soft" }, words.reopenHint), this.buttons(this.button(words.reopen, () => this.reopen()))]
      : h("p", { class: "nbp-soft" }, returned ? "" : noMore);
    return [receipt ? receiptOf(receipt, this.host.quiz, this.data, this.host, this.questions) : null, results, again];
  }

  button(text, onclick, primary = false) {
    return h(
      "button",
      { type: "button", class: `nbp-button${primary ? " nbp-primary" : ""}`, disabled: this.busy, onclick },
      text,
    );
  }

  buttons(...all) {
    return h("div", { class: "nbp-buttons" }, all);
  }

  say(look, text) {
    this.line.dataset.state = look;
    this.line.textContent = text;
  }

  /** Hand in only what is on disk, and only after one question more. */
  async confirm() {
    this.say("", "");
    const waiting = pendingItems(this.host.seed);
    if (waiting.length) {
      window.dispatchEvent(new Event(RESUME));
      return this.say("unsaved", words.waitFirst(waiting.map((item) => nameOf(this.data, item)).join(", ")));
    }
    if (!this.ready()) return;
    const agreed = await ask({
      title: words.confirmTitle,
      lines: this.lines(),
      yes: words.confirmYes,
      no: words.confirmNo,
    });
    if (agreed) await this.handIn();
  }

  lines() {
    const { attempts = null, used = 0, late_now: late, after_results: after } = this.host.quiz ?? {};
    const left = this.unanswered().length;
    const last = attempts !== null && used + 1 >= attempts;
    const count = attempts === null ? null : last ? words.confirmLast : words.confirmAttempt(used + 1, attempts);
    return [
      left ? words.confirmLeft(left) : words.confirmAll,
      late ? words.confirmLate : null,
      after ? words.confirmAfterResults : null,
      count,
      last || (after && attempts === null) ? words.confirmThen : words.confirmMore,
    ].filter(Boolean);
  }

  handIn() {
    this.say("saving", words.handingIn);
    return this.send("handIn", words.notHandedIn, () => {
      this.reading = false;
      this.say("saved", words.handedInOn);
    });
  }

  reopen() {
    return this.send("reopen", words.notReopened, () => this.say("", ""));
  }

  /** Send one of the two and take up what came of it. */
  async send(what, refusal, done) {
    this.busy = true;
    this.show();
    const reply = await this.reply(what);
    this.busy = false;
    if (!reply) this.say("unsaved", words.noReply);
    else if (reply.type === "refused") this.say("unsaved", refusal(reply.reason));
    else {
      done();
      this.host.setQuiz(reply.quiz);
    }
    this.show();
    this.title.focus();
    if (reply?.type === "refused") this.host.refresh();
  }

  async reply(what) {
    try {
      return await this.backend[what]({ nonce: newNonce() });
    } catch (error) {
      return void this.host.lost(error);
    }
  }
}
