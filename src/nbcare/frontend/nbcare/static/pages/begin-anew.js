// Delete every answer of the site from this browser, also where it keeps a storage for each page.
import { dropPending, getPending, pendingItems, pendingKey } from "../kit/pending.js";
import { HIDDEN } from "./hidden.js";
import { CLEARED, clearAnswers, seeds } from "./offline-answers.js";

const WAY = "#anew=";
const DONE = "#begun-anew";
const APART = "-on-each-page";
const isText = (value) => typeof value === "string";
const SLUG = /^[a-z0-9][a-z0-9_-]*$/;

/** Delete what this page sees; from file://, go on through the other pages, which may each have a storage of their own. */
export function beginAnew(store, slugs) {
  const mark = deleteHere(store);
  if (location.protocol === "file:" && slugs.length) return goOn(slugs, mark);
  location.hash = DONE;
  location.reload();
}

/** Take part in deleting where the address asks for it; tell whether this page is left for it. */
export function deletesOnItsWay(store) {
  // Only from file://: an address on a web server could be another's trick.
  if (location.protocol !== "file:" || !location.hash.startsWith(WAY)) return false;
  const [mark, ...left] = location.hash.slice(WAY.length).split(",");
  if (!mark || !left.every((slug) => SLUG.test(slug))) return false;
  document.documentElement.classList.add(HIDDEN);
  try {
    // One storage for all is empty already.
    if (store.read(CLEARED, isText) === mark) goOn([], mark);
    else {
      deleteHere(store);
      goOn(left, mark, APART);
    }
  } catch {
    goOn(left, mark, APART); // a page that may keep nothing has nothing to delete
  }
  return true;
}

/** Tell on the first page whether everything was deleted just now: "", "done", or "apart" where each page had a storage of its own. */
export function justDeleted() {
  const found = { [DONE]: "done", [DONE + APART]: "apart" }[location.hash] ?? "";
  if (found) location.replace("#"); // said once: answers may be given before the page is loaded again
  return found;
}

function goOn(slugs, mark, apart = "") {
  if (!slugs.length) return location.replace(`index.html${DONE}${apart}`);
  location.replace(`${slugs[0]}.html${WAY}${[mark, ...slugs.slice(1)].join(",")}`);
}

function deleteHere(store) {
  for (const seed of seeds(store)) {
    for (const item of pendingItems(seed))
      dropPending(pendingKey(seed, item), getPending(pendingKey(seed, item))?.nonce);
  }
  return clearAnswers(store);
}
