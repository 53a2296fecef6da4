// Before handing in: every question with its answer in words; then one question more; then the receipt.
import { fill, h } from "../kit/dom.js";
import { newNonce } from "../kit/nonce.js";
import { pendingItems, RESUME } from "../kit/pending.js";
import { answerList } from "./answers.js";
import { ask } from "./dialog.js";
import { answerOf, isLeft, nameOf, questionsOf } from "./questions.js";
import { receiptOf } from "./receipt.js";
import { ReviewChanges } from "./review-changes.js";
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
    this.changes = new ReviewChanges(host);
    this.title = h("h2", { tabindex: "-1" }, words.reviewTitle);
    this.body = h("div");
    this.line = h("p", { class: "nbp-review-line", role: "status" });
    fill(el, this.title, this.body, this.line);
  }

  get questions() {
    return questionsOf(this.data);
  }

  unanswered() {
    return this.questions.filter((one) => isLeft(this.host, one));
  }

  /** Show all answers for a last look, or the receipt. */
  open(event) {
    event?.preventDefault();
    if (!this.host.quiz?.locked) {
      this.reading = true;
      this.changes.begin();
      this.host.refresh(); // another window or device may have changed an answer since
    }
    this.show();
    this.el.scrollIntoView();
    this.title.focus({ preventScroll: true });
  }

  /** Show what stands now; a panel that says the same already is left alone, with whoever is on it. */
  show() {
    const locked = this.host.quiz?.locked ?? false;
    const answers = this.reading ? this.questions.map(({ id }) => answerOf(this.host, id)) : this.unanswered().length;
    const changed = this.reading ? [this.changes.ids(), this.host.reviewed()] : [];
    const now = JSON.stringify([locked, this.reading, this.busy, answers, changed, this.host.quiz]);
    if (now === this.shown) return;
    this.shown = now;
    const untold = locked || !this.reading ? [] : this.changes.untold();
    if (untold.length) this.say("changed", words.lookAgain(this.namesOf(untold)), this.title);
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
      answerList(this.host, this.questions, this.changes.ids()),
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

  namesOf(ids) {
    return ids.map((id) => nameOf(this.data, id)).join(", ");
  }

  /** Say how it stands: below the list, where the button is, or above what the learner is led to. */
  say(look, text, place = this.body) {
    place.after(this.line);
    this.line.dataset.state = look;
    this.line.textContent = text;
  }

  /** Hand in only what is on disk, and only after one question more. */
  async confirm() {
    this.say("", "");
    const waiting = pendingItems(this.host.seed);
    if (waiting.length) {
      window.dispatchEvent(new Event(RESUME));
      return this.say("unsaved", words.waitFirst(this.namesOf(waiting)));
    }
    if (!this.ready() || !(await this.asShown())) return;
    const reviewed = this.host.reviewed();
    const agreed = await ask({
      title: words.confirmTitle,
      lines: this.lines(),
      yes: words.confirmYes,
      no: words.confirmNo,
    });
    if (agreed) await this.handIn(reviewed);
  }

  /** Tell whether the review shows what the course has; where it does not, it shows it now, to be looked at first. */
  async asShown() {
    const { news } = this.changes;
    if (!(await this.host.refresh())) this.say("unsaved", words.noReply, this.title);
    else if (this.changes.news === news) return !this.host.quiz?.locked;
    this.title.focus();
    return false;
  }

  lines() {
    const { attempts = null, used = 0, late_now: late, after_results: after } = this.host.quiz ?? {};
    const left = this.unanswered().length;
    const last = attempts !== null && used + 1 >= attempts;
    const count = attempts === null ? null : last ? words.confirmLast : words.confirmAttempt(used + 1, attempts);
    const changed = this.changes.ids();
    return [
      changed.length ? words.confirmChanged(this.namesOf(changed)) : null,
      left ? words.confirmLeft(left) : words.confirmAll,
      late ? words.confirmLate : null,
      after ? words.confirmAfterResults : null,
      count,
      last || (after && attempts === null) ? words.confirmThen : words.confirmMore,
    ].filter(Boolean);
  }

  handIn(reviewed) {
    this.say("saving", words.handingIn);
    const done = () => {
      this.reading = false;
      this.say("saved", words.handedInOn);
    };
    return this.send("handIn", { reviewed }, words.notHandedIn, done);
  }

  reopen() {
    return this.send("reopen", {}, words.notReopened, () => this.say("", ""));
  }

  /** Send one of the two and take up what came of it; what is on the page then is what the course has. */
  async send(what, message, refusal, done) {
    this.busy = true;
    this.show();
    const reply = await this.reply(what, message);
    if (reply && reply.type !== "refused") {
      done();
      this.host.setQuiz(reply.quiz);
    }
    if (reply) await this.host.refresh();
    this.busy = false;
    if (!reply) this.say("unsaved", words.noReply, this.title);
    else if (reply.code === "changed")
      this.say("unsaved", refusal(words.lookAgain(this.namesOf(Object.keys(reply.changed)))), this.title);
    else if (reply.type === "refused") this.say("unsaved", refusal(reply.reason), this.title);
    this.show();
    this.title.focus();
  }

  async reply(what, message) {
    try {
      return await this.backend[what]({ nonce: newNonce(), ...message });
    } catch (error) {
      return void this.host.lost(error);
    }
  }
}
