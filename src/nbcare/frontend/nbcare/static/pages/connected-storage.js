// Chromium gives some pages from file:// a storage that is connected to nothing: it looks empty, and loses what it is given as soon as the page is left.
import { HIDDEN } from "./hidden.js";
import { CONNECTED } from "./local-store.js";

const MOST = 6; // loads of one page before its browser counts as keeping nothing

/** Tell whether a page's storage is the site's own. Where no earlier page's note is in it, the page leaves one and is loaded again. */
export function isConnected(store) {
  if (location.protocol !== "file:") return true;
  if (hasNote(store)) {
    countLoads(1);
    return true;
  }
  const loads = (history.state?.nbcareLoads ?? 1) + 1;
  if (loads > MOST) {
    store.disconnected = true;
    return true;
  }
  document.documentElement.classList.add(HIDDEN);
  countLoads(loads);
  if (document.readyState === "complete") location.reload();
  else window.addEventListener("load", () => location.reload());
  return false;
}

/** Keep the number of loads in a row without a note where a reload finds it: with the page's entry in the history. */
function countLoads(loads) {
  if ((history.state?.nbcareLoads ?? 1) !== loads) history.replaceState({ ...history.state, nbcareLoads: loads }, "");
}

/** Tell whether an earlier page left its note here, and leave one. */
function hasNote(store) {
  try {
    if (store.read(CONNECTED, (value) => value === true)) return true;
    store.write(CONNECTED, true);
    return false;
  } catch {
    return true; // nothing can be kept here, and the page says so itself
  }
}
