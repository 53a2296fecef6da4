// Bring each answer to the disk: newest value only, in order, until it is acknowledged.
import { now } from "./moment.js";
import { newNonce } from "./nonce.js";
import { dropPending, getPending, pendingKey, putPending } from "./pending.js";
import { same } from "./same.js";
import { noteShown } from "./shown.js";
import { TimeInSight } from "./time-in-sight.js";

const UNSAVED_AFTER = 800; // ms without an acknowledgement until we say NOT SAVED
const RETRY = [1000, 2000, 4000, 8000]; // ms between attempts; the last one repeats
const OWN_VALUES = 8; // how many of our own unacknowledged values we recognise

/**
 * @typedef {import("./types.d.ts").Response} Response
 * @typedef {import("./types.d.ts").SaverMessage} SaverMessage
 * @typedef {import("./types.d.ts").SavedMessage} SavedMessage
 * @typedef {import("./types.d.ts").ConflictMessage} ConflictMessage
 * @typedef {import("./types.d.ts").RefusedMessage} RefusedMessage
 * @typedef {import("./types.d.ts").StateMessage} StateMessage
 */

/** Save one item's answers through a model; report by the callbacks status, conflict, remote and gone. */
export class Saver {
  /**
   * @param {{
   *   model: import("./types.d.ts").WidgetModel, item: string, seed: string, shown: string, revision: number,
   *   status: (word: string, reason?: string) => void,
   *   conflict: (mine: Response, message: ConflictMessage) => void,
   *   remote: (message: ConflictMessage | StateMessage) => void,
   *   gone: (message: StateMessage) => void,
   *   alike?: (a: Response, b: Response) => boolean,
   * }} options
   */
  constructor({ model, item, seed, shown, revision, status, conflict, remote, gone, alike = same }) {
    this.model = model;
    this.item = item;
    this.shown = shown;
    this.note = (shows) => noteShown(seed, item, shows);
    this.revision = revision;
    this.alike = alike;
    this.status = status;
    this.conflict = conflict;
    this.remote = remote;
    this.gone = gone;
    this.key = pendingKey(seed, item);
    this.opened = now();
    this.inSight = new TimeInSight();
    // {response, saw, nonce, opened, seconds, sent: [values sent, not acknowledged], told: seconds that were sent with them}
    this.want = null;
    this.inflight = null;
    /** @type {ConflictMessage | null} */
    this.paused = null; // the host's message, while the learner chooses between two answers
    this.failing = false;
    this.attempt = 0;
    this.dirty = false; // an answer is being written and not yet handed to change()
    this.looking = false; // the host was asked what is on disk, as what it said before may be old
    this.outdated = false; // an answer that waited in the browser was to the question as it was before
  }

  /** The revision that this page shows. */
  get revision() {
    return this.latest;
  }

  set revision(revision) {
    this.latest = revision;
    this.note(revision);
  }

  /** Tell whether everything that was answered is on disk. */
  get idle() {
    return !this.want && !this.dirty;
  }

  /** Take up an answer that an earlier view could not save; give it back, or null. */
  resume() {
    this.want = this.disposed ? null : getPending(this.key);
    if (this.want && !this.#answersThis(this.want)) {
      dropPending(this.key, this.want.nonce);
      this.want = null;
      this.outdated = true;
    }
    if (this.want) this.#begin();
    return this.want;
  }

  /** @param {Response} response */
  change(response) {
    if (this.disposed) return; // a page that "Back" brings after a log-out keeps nothing for the next log-in
    this.dirty = this.looking = false;
    const { sent = [], told = 0, saw = this.revision, opened = this.opened, seconds = 0 } = this.want ?? {};
    const nonce = newNonce();
    this.want = {
      response,
      saw,
      nonce,
      opened,
      seconds: seconds + this.inSight.seconds(),
      sent,
      told,
      shown: this.shown,
    };
    putPending(this.key, this.want);
    if (this.paused) {
      if (this.alike(response, this.paused.response)) return this.choose("theirs");
      this.status("conflict");
      return this.conflict(response, this.paused);
    }
    if (this.inflight && !this.failing) return this.status("saving");
    this.#begin();
  }

  /** @param {SaverMessage} message */
  receive(message) {
    const handler = { saved: "onSaved", conflict: "onConflict", refused: "onRefused", state: "onState" }[message.type];
    if (handler && (message.item === undefined || message.item === this.item)) this[handler](message);
  }

  /** Say at once that the host is gone, when the page learns of it. */
  lost() {
    if (this.want && !this.paused) this.#fail();
  }

  /** Settle a conflict: keep "mine" or "theirs". */
  choose(which) {
    if (this.disposed) return;
    const theirs = this.paused;
    this.paused = null;
    this.revision = theirs.revision;
    if (which === "mine") {
      this.want.saw = theirs.revision;
      putPending(this.key, this.want);
      return this.#begin();
    }
    this.#forget();
    this.remote(theirs);
    this.#look();
  }

  dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.inSight.stop();
    this.disposed = true;
  }

  /** @param {SavedMessage} message */
  onSaved(message) {
    if (!this.want) return;
    if (message.nonce === this.want.nonce) return this.#settle(message.revision);
    if (message.nonce !== this.inflight) return;
    this.#advance(message.revision);
  }

  /** @param {ConflictMessage} message */
  onConflict(message) {
    if (!this.want || (message.nonce !== this.inflight && message.nonce !== this.want.nonce)) return;
    if (this.alike(message.response, this.want.response)) return this.#agree(message);
    // The file went back behind what we saw: it was lost, not changed by another window.
    if (message.revision < this.want.saw) {
      this.want.told = 0; // and its seconds with it
      return this.#advance(message.revision);
    }
    // A value of our own whose acknowledgement was lost is no conflict.
    if (this.want.sent.some((value) => same(value, message.response))) return this.#advance(message.revision);
    this.#quiet();
    this.paused = message;
    this.status("conflict");
    this.conflict(this.want.response, message);
  }

  /** @param {RefusedMessage} message */
  onRefused(message) {
    if (!this.want || message.nonce !== this.inflight) return;
    if (message.again) return this.#fail(message.reason);
    this.#forget();
    this.status("refused", message.reason);
  }

  /** @param {StateMessage} message */
  onState(message) {
    // While somebody writes, their text follows the answer they saw, not this one.
    if (this.dirty && !this.want) return;
    if (!this.want) {
      const gone = message.revision < this.revision;
      const looked = this.looking;
      this.looking = false;
      this.revision = message.revision;
      if (gone) return this.gone(message);
      this.remote(message);
      return looked ? this.status("saved") : undefined;
    }
    if (this.paused) return this.#askAnew(message);
    if (message.revision > this.want.saw && this.alike(message.response, this.want.response)) {
      return this.#agree(message);
    }
    if (this.failing) this.#begin(); // the host answers again
  }

  /** The other answer changed while the learner is being asked: ask about the newest, unless both are one now. */
  #askAnew(message) {
    if (message.revision <= this.paused.revision) return;
    if (this.alike(message.response, this.want.response)) return this.#agree(message);
    this.paused = { ...this.paused, revision: message.revision, response: message.response };
    this.conflict(this.want.response, this.paused);
  }

  /** Both answers are one: nothing to send, and nothing to ask. */
  #agree(message) {
    this.paused = null;
    this.#settle(message.revision);
    this.remote(message); // as it is written on the disk
  }

  /** Ask what is on disk now: since a conflict was told, another window may have saved once more. */
  #look() {
    this.looking = true;
    this.status("looking");
    try {
      this.model.send({ type: "hello", fresh: true });
    } catch {
      // Nobody answers: what is on disk stays unknown, and the line says so.
    }
  }

  /** Tell whether an answer that waits was given to the question as this page shows it. */
  #answersThis({ shown = "" }) {
    return !shown || shown.split("-")[0] === this.shown.split("-")[0];
  }

  #begin() {
    this.attempt = 0;
    if (!this.failing) {
      this.status("saving");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#fail(), UNSAVED_AFTER);
    }
    this.#transmit();
  }

  #transmit() {
    if (this.disposed || !this.want) return;
    const { response, saw, nonce, sent, opened, seconds } = this.want;
    this.inflight = nonce;
    this.want.told = seconds;
    if (!sent.some((value) => same(value, response))) this.want.sent = [...sent, response].slice(-OWN_VALUES);
    putPending(this.key, this.want);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.#again(), RETRY[Math.min(this.attempt, RETRY.length - 1)]);
    this.attempt += 1;
    try {
      this.model.send({ type: "save", nonce, item: this.item, response, saw, shown: this.shown, opened, seconds });
    } catch {
      this.#fail();
    }
  }

  /** Try once more, unless a newer view of the item on this page took the answer over. */
  #again() {
    if (getPending(this.key)?.nonce === this.want?.nonce) return this.#transmit();
    this.#quiet();
    this.want = null;
  }

  #fail(reason) {
    this.failing = true;
    this.status("unsaved", reason);
  }

  #quiet() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.inflight = null;
    this.failing = false;
  }

  /** Our older value is on disk; send the newest one on top of it. */
  #advance(revision) {
    this.revision = revision;
    this.want.saw = revision;
    this.want.seconds -= this.want.told; // what was sent with the older one counts once
    this.#begin();
  }

  #settle(revision) {
    this.#forget();
    this.revision = revision;
    this.status("saved");
  }

  #forget() {
    this.#quiet();
    dropPending(this.key, this.want.nonce);
    this.want = null;
  }
}
