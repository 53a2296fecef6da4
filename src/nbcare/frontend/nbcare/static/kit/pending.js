// Keep answers that are not yet on disk, in the page and in the browser.

const PREFIX = "nbcare.pending|";

/** What a page's questions listen to: look again for an answer that waits, perhaps from a tab that was closed. */
export const RESUME = "nbcare-resume";

function memory() {
  // On window, not in the module: a second copy of the kit on one page
  // (another address, another version) must see the same answers.
  window.__nbcarePending ??= new Map();
  return window.__nbcarePending;
}

/** Name the place of one learner's answer to one item. */
export function pendingKey(seed, item) {
  return `${PREFIX}${seed}|${item}`;
}

export function getPending(key) {
  if (memory().has(key)) return memory().get(key);
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // no storage in this browser, or not ours: nothing to send
  }
}

export function putPending(key, entry) {
  memory().set(key, entry);
  try {
    localStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // Storage full or forbidden: the page's own memory still holds it.
  }
}

/** Forget an answer, unless a newer one took its place. */
export function dropPending(key, nonce) {
  if (memory().get(key)?.nonce === nonce) memory().delete(key);
  try {
    if (JSON.parse(localStorage.getItem(key))?.nonce === nonce) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** List the items of one learner whose answers are not on disk yet. */
export function pendingItems(seed) {
  const start = pendingKey(seed, "");
  const keys = new Set(memory().keys());
  try {
    for (let i = 0; i < localStorage.length; i += 1) keys.add(localStorage.key(i));
  } catch {
    // No storage: the page's own memory is all there is.
  }
  return [...keys].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
