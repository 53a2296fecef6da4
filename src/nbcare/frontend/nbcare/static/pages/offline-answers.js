// One learner's answers to one page, kept in the browser: an entry a question, as src/nbcare/answers/file_store.py keeps them in a file.
import { now } from "../kit/moment.js";

const VERSION = 1;
/** Where a site notes that its answers were cleared. */
export const CLEARED = "!cleared";

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isHead = (value) =>
  isMapping(value) && value.version === VERSION && typeof value.seed === "string" && value.seed !== "";
const isEntry = (value) =>
  isMapping(value) && "response" in value && Number.isInteger(value.revision) && value.revision >= 0;

/** Say that the answers on this computer were cleared, or begun anew, since this page was opened. */
export class BegunAnew extends Error {}

export class Answers {
  /** `known` lists the ids that may have an entry. */
  constructor(store, scope, course, known) {
    this.store = store;
    this.scope = scope;
    this.course = course;
    this.known = known;
    this.latest = {};
    this.time = this.#cleared();
    this.head = store.read(scope, isHead) ?? this.#begin();
    this.read();
  }

  get seed() {
    return this.head.seed;
  }

  /** Give every entry by id. What was lost while this page is open is kept again. */
  read() {
    const head = this.store.read(this.scope, isHead);
    if (this.#cleared() !== this.time || (head && head.seed !== this.seed)) throw new BegunAnew();
    if (!head) this.#restore();
    const entries = this.known.map((id) => [id, this.store.read(this.#place(id), isEntry)]);
    this.latest = Object.fromEntries(entries.filter(([, entry]) => entry));
    return this.latest;
  }

  /** Keep a new response of an item; give its entry. `told` is what its page knows beside it: opened, seconds. */
  put(id, response, shown, told = {}) {
    const revision = (this.latest[id]?.revision ?? 0) + 1;
    const entry = { response, revision, shown, at: now(), ...told };
    this.store.write(this.#place(id), entry);
    this.latest[id] = entry;
    return entry;
  }

  /** Give the whole as a file of answers. */
  file() {
    return { version: VERSION, assessment: this.scope, course: this.head.course, seed: this.seed, items: this.read() };
  }

  #begin() {
    const seed = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    const head = { version: VERSION, course: this.course, seed };
    this.store.write(this.scope, head);
    return head;
  }

  #restore() {
    this.store.write(this.scope, this.head);
    for (const [id, entry] of Object.entries(this.latest)) this.store.write(this.#place(id), entry);
  }

  #cleared() {
    return this.store.read(CLEARED, (value) => typeof value === "string") ?? "";
  }

  #place(id) {
    return `${this.scope}|${id}`;
  }
}

/** Forget every answer of the site, and give the mark of it; pages that are open notice it. */
export function clearAnswers(store) {
  const mark = crypto.getRandomValues(new Uint32Array(2)).join("-");
  try {
    // The mark comes first: a page that finds its answers gone, and no mark, would bring them back.
    store.write(CLEARED, mark);
    store.clear(CLEARED);
  } catch {
    store.clear(CLEARED); // a full storage has no room for the mark before
    store.write(CLEARED, mark);
  }
  return mark;
}

/** Give the entries of one page for reading only, without beginning it; null when it was never opened. */
export function glance(store, scope, ids) {
  const head = store.read(scope, isHead);
  return (
    head &&
    Object.fromEntries(ids.map((id) => [id, store.read(`${scope}|${id}`, isEntry)]).filter(([, entry]) => entry))
  );
}

/** Give the seeds of all pages of the site that were opened. */
export function seeds(store) {
  const heads = store.names().filter((name) => !name.includes("|") && !name.startsWith("!"));
  return heads.map((name) => store.read(name, isHead)?.seed).filter(Boolean);
}
