// Keep answers that are not yet on disk, in the page and in the browser.

const PREFIX = "nbcare.pending|";
const ROOM = 2000; // characters that an answer may take

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

/** Give what the browser keeps under a key; null without storage, and for anything that is no answer of ours. */
function stored(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(key));
    return typeof entry?.nonce === "string" ? entry : null;
  } catch {
    return null;
  }
}

export function getPending(key) {
  return memory().get(key) ?? stored(key);
}

/** Keep an answer in the page, and in the browser where it has room. */
export function putPending(key, entry) {
  memory().set(key, entry);
  keepInBrowser(key, JSON.stringify(entry));
}

/** Keep a text in the browser; where there is no room for it, nothing older stays in its place. */
export function keepInBrowser(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    try {
      localStorage.removeItem(key); // an older answer must never be sent after the newer one
      localStorage.setItem(key, text);
    } catch {
      // Storage full or forbidden: the page's own memory still holds an answer.
    }
  }
}

/** Forget an answer, unless a newer one took its place. */
export function dropPending(key, nonce) {
  if (memory().get(key)?.nonce === nonce) memory().delete(key);
  const kept = stored(key);
  if (kept && kept.nonce === nonce) localStorage.removeItem(key);
}

/** List the items of one learner whose answers only this page has: they are lost when it closes. */
export function onlyOnThisPage(seed) {
  return pendingItems(seed).filter((item) => {
    const key = pendingKey(seed, item);
    return stored(key)?.nonce !== getPending(key).nonce;
  });
}

/** Tell whether the browser has room for one more answer. */
export function browserKeeps() {
  const key = `${PREFIX}|room`;
  try {
    localStorage.setItem(key, "-".repeat(ROOM));
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
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
  return [...keys].filter((key) => key.startsWith(start) && getPending(key)).map((key) => key.slice(start.length));
}
