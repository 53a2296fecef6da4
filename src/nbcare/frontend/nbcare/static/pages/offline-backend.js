// The backend of a page without a server: answers are kept in this browser, and handed in as a file.
import { isCorrected, isSame } from "./asked.js";
import { now } from "../kit/moment.js";
import { same } from "../kit/same.js";
import { isAnswer } from "../kit/typed.js";
import { dealt } from "../kit/variant.js";
import { pageItems } from "./page-items.js";
import { Answers, BegunAnew } from "./offline-answers.js";
import { opened, whyLocked } from "./case-rules.js";
import { download, handInFile, LEARNER, LEARNER_SHAPE } from "./hand-in-file.js";
import { misfit } from "./misfit.js";
import { alone, NotKept } from "./local-store.js";

const words = {
  unknown: (id) => `there is no question ${id} here`,
  noRevision: "the answer does not say which answer it follows",
  noStep: "the page does not say which step it shows",
  once: "A graded case is answered once.",
  anew: "The answers on this computer were cleared in another window. Reload this page to go on.",
  changed: "Another window changed an answer that this page does not show yet. Look at it first.",
  aside: "An answer kept in this browser could not be read. It is kept aside; ask your teacher.",
  nothing: "No answer is saved yet.",
  id: `Write your learner id into its field first: ${LEARNER_SHAPE}.`,
  long: "The answers together are too long for one file.",
  locked: "You made a hand-in file of these answers. Choose “Change answers” first, and make a new file after that.",
  where: (name) => `${name}, in this browser's downloads`,
};

const LARGEST = 2_000_000; // bytes of a file that the course reads

class Refused extends Error {}

const isHandedIn = (value) => typeof value?.open === "boolean" && Array.isArray(value.receipts);
const isAnswered = (entry) => isAnswer(entry?.response);

/** Answer a page's widgets as a server would; its data names `scope`, `course` and `widgets`. */
export class OfflineBackend {
  constructor({ scope, course, widgets }, store) {
    this.scope = scope;
    this.store = store;
    this.learner = "";
    const { items, steps, practice, graded, counted } = pageItems(widgets);
    this.items = items;
    this.steps = steps;
    this.practice = practice;
    this.graded = graded;
    this.counted = counted;
    this.answers = new Answers(store, scope, course, [...Object.keys(this.items), ...Object.keys(this.steps)]);
    // An answer must fit the numbers that this learner was given.
    for (const [id, props] of Object.entries(this.items)) this.items[id] = dealt(props, this.seed);
  }

  get seed() {
    return this.answers.seed;
  }

  /** Give what a server's GET gives: seed, state and quiz; another seed when the answers were cleared. */
  async state() {
    try {
      return this.now();
    } catch (error) {
      if (error instanceof BegunAnew) return { seed: "", state: { items: {}, cases: {} }, quiz: null };
      throw error;
    }
  }

  /** Give the same without waiting, for the page's first look. */
  now() {
    const entries = this.answers.read();
    const items = Object.keys(this.items)
      .filter((id) => entries[id])
      .map((id) => [id, this.#state(id, entries)]);
    const cases = Object.entries(this.steps).map(([id, steps]) => [id, { opened: opened(entries, id, steps) }]);
    return {
      seed: this.seed,
      state: { items: Object.fromEntries(items), cases: Object.fromEntries(cases) },
      quiz: this.#quiz(),
    };
  }

  /** Keep an answer, unless another window kept one that this one has not seen. */
  save({ item, response, saw, shown, nonce, opened, seconds }) {
    const refused = (reason, again) => ({
      type: "refused",
      nonce,
      item,
      reason,
      code: "refused",
      ...(again && { again }),
    });
    return this.#settled(refused, (entries) => {
      if (this.#quiz()?.locked) return { ...refused(words.locked), code: "handed-in" };
      this.#check(item, response, saw, entries);
      const old = entries[item] ?? { response: null, revision: 0 };
      // The same answer twice is a retry whose acknowledgement was lost.
      const retried = old.revision > saw && same(old.response, response);
      if (old.revision !== saw && !retried)
        return { type: "conflict", nonce, item, revision: old.revision, response: old.response };
      const told = opened === undefined ? {} : { opened, seconds };
      const { revision, at } = retried ? old : this.answers.put(item, response, shown ?? "", told);
      return { type: "saved", nonce, item, revision, at, progress: this.progress() };
    });
  }

  /** Lock the step that is open and open the next, unless another window did. */
  open(message) {
    return this.#move(message, (steps, seen) => {
      if (seen <= steps.length) this.answers.put(message.case, { opened: seen + 1 }, "");
    });
  }

  /** Clear the answers of a practice case and go back to its first step, unless another window did. */
  again(message) {
    return this.#move(message, (steps) => {
      if (!this.practice.has(message.case)) throw new Refused(words.once);
      const entries = this.answers.latest;
      for (const id of steps) if (entries[id]) this.answers.put(id, null, entries[id].shown);
      this.answers.put(message.case, { opened: 1 }, "");
    });
  }

  /** Make the file that the learner passes on. */
  handIn({ nonce, reviewed }) {
    const refused = (reason) => ({ type: "refused", nonce, reason, code: "refused" });
    return this.#settled(refused, () => {
      const responses = this.answers.file();
      const changed = this.#changedSince(reviewed);
      if (changed) return { ...refused(words.changed), code: "changed", changed };
      if (!LEARNER.test(this.learner)) throw new Refused(words.id);
      if (!Object.values(responses.items).some(isAnswered)) throw new Refused(words.nothing);
      const { receipts } = this.#handedIn();
      const at = now();
      const { name, text, hash } = handInFile({ learner: this.learner, responses, at });
      if (text.length > LARGEST) throw new Refused(words.long);
      const receipt = {
        learner: this.learner,
        assessment: this.scope,
        at,
        hash,
        ...this.progress(),
        attempt: receipts.length + 1,
        late: false,
        where: words.where(name),
      };
      this.store.write(this.handIns, { version: 1, open: false, receipts: [...receipts, receipt] });
      this.fileAgain();
      return { type: "handed-in", nonce, receipt, quiz: this.#quiz() };
    });
  }

  /** Give the newest file once more: its answers are locked, so it is the same. */
  fileAgain() {
    const { learner, at } = this.#handedIn().receipts.at(-1);
    const { name, text } = handInFile({ learner, responses: this.answers.file(), at });
    download(name, text);
  }

  /** Let answers be changed after a hand-in; the newest file that is taken in counts. */
  reopen({ nonce }) {
    const refused = (reason) => ({ type: "refused", nonce, reason, code: "refused" });
    return this.#settled(refused, () => {
      this.store.write(this.handIns, { ...this.#handedIn(), open: true });
      return { type: "reopened", nonce, quiz: this.#quiz() };
    });
  }

  /** Count what is answered of the questions that make up the score, or of a module's own. */
  progress() {
    return {
      answered: this.counted.filter((id) => isAnswered(this.answers.latest[id])).length,
      total: this.counted.length,
    };
  }

  /** Name what another window changed since this page showed it, as answers/reviewed.py; null when it is nothing. */
  #changedSince(reviewed) {
    if (!reviewed) return null;
    const entries = this.answers.latest;
    const now = [
      ...this.counted.map((id) => [id, entries[id]?.revision ?? 0, 0]),
      ...Object.entries(this.steps).map(([id, steps]) => [id, opened(entries, id, steps), 1]),
    ];
    const differing = now.filter(([id, is, first]) => is !== (reviewed[id] ?? first));
    return differing.length ? Object.fromEntries(differing.map(([id, is]) => [id, is])) : null;
  }

  #check(item, response, saw, entries) {
    if (!Object.hasOwn(this.items, item)) throw new Refused(words.unknown(item));
    const problem = misfit(this.items[item], response) || (Number.isInteger(saw) && saw >= 0 ? "" : words.noRevision);
    if (problem || whyLocked(entries, this.steps, item))
      throw new Refused(problem || whyLocked(entries, this.steps, item));
  }

  #move(message, move) {
    const { nonce, case: id, saw } = message;
    const refused = (reason) => ({ type: "not-opened", nonce, case: id, reason });
    return this.#settled(refused, (entries) => {
      if (this.#quiz()?.locked) throw new Refused(words.locked);
      if (!Object.hasOwn(this.steps, id)) throw new Refused(words.unknown(id));
      if (!Number.isInteger(saw)) throw new Refused(words.noStep);
      const steps = this.steps[id];
      if (saw === opened(entries, id, steps)) move(steps, saw);
      const { state } = this.now();
      const items = Object.fromEntries(
        steps.filter((step) => state.items[step]).map((step) => [step, state.items[step]]),
      );
      return { type: "opened", nonce, case: id, opened: state.cases[id].opened, items };
    });
  }

  /** Do one piece of work alone; turn what goes wrong into the reply that the page understands. */
  async #settled(refused, work) {
    try {
      return await alone(`${this.store.prefix}${this.scope}`, () => {
        const before = this.store.aside;
        const entries = this.answers.read();
        // The damaged answer is out of the way: the page's next attempt begins a new one.
        return this.store.aside > before ? refused(words.aside, true) : work(entries);
      });
    } catch (error) {
      if (error instanceof Refused) return refused(error.message);
      if (error instanceof BegunAnew) return refused(words.anew);
      if (error instanceof NotKept) return refused(error.message, true);
      throw error;
    }
  }

  #state(id, entries) {
    const { response, revision, shown } = entries[id];
    const props = this.items[id];
    const changed = response !== null && !isSame(props, shown);
    const corrected = response !== null && isCorrected(props, shown);
    return {
      response: changed || misfit(props, response) ? null : response,
      revision,
      ...(changed && { changed }),
      ...(corrected && { corrected }),
    };
  }

  get handIns() {
    return `!hand-ins|${this.scope}`;
  }

  #handedIn() {
    return this.store.read(this.handIns, isHandedIn) ?? { version: 1, open: true, receipts: [] };
  }

  #quiz() {
    if (!this.graded) return null;
    const { open, receipts } = this.#handedIn();
    return {
      due: "",
      attempts: null,
      used: receipts.length,
      handed_in: receipts.at(-1) ?? null,
      locked: !open,
      may_reopen: !open,
      late_now: false,
      after_results: false,
      returned: false,
    };
  }
}
