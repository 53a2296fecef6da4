// Whose answers wait in this browser: kept for each login, told at home, cleared at logout.
import { fill, h } from "../kit/dom.js";
import { dropPending, getPending, keepInBrowser, pendingItems, pendingKey } from "../kit/pending.js";
import { ask } from "./dialog.js";
import { words } from "./words.js";

export const LOGIN = "nbcare.login";
const PAGES = "nbcare.pages|";
const GRACE = 1000; // ms that answers on their way get before a logout
const LOOK = 50; // ms between two looks at them

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // no storage in this browser, or not ours
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // No storage: nothing was kept.
  }
}

/** Note who is logged in here, for pages that are open in other tabs. */
export function markLogin(learner) {
  keepInBrowser(LOGIN, JSON.stringify(learner));
}

/**
 * Tell whether somebody else is known to have logged in here: they must never get this learner's answers.
 * Without a note (a full storage, a cleared one) it is `unnoted`: the course compares each request with its log-in.
 */
export function anotherLoggedIn(learner, { unnoted = false } = {}) {
  const noted = stored(LOGIN);
  return noted === null ? unnoted : noted !== learner;
}

/** Note a page whose answers may have to wait. */
export function rememberPage(learner, { seed, title, scope }, href) {
  const pages = {
    ...stored(PAGES + learner),
    [seed]: { title: document.querySelector("h1")?.textContent ?? title ?? scope, href },
  };
  keepInBrowser(PAGES + learner, JSON.stringify(pages));
}

/** List the pages of a learner that have waiting answers: {title, href, count}. */
function waitingPages(learner) {
  const pages = Object.entries(stored(PAGES + learner) ?? {});
  return pages.map(([seed, page]) => ({ ...page, count: pendingItems(seed).length })).filter(({ count }) => count);
}

/** Say at home which pages have waiting answers. */
export function tellWaiting(place, learner) {
  if (!place) return;
  const show = () => {
    const pages = waitingPages(learner);
    const list = pages.map(({ title, href, count }) =>
      h("li", null, h("a", { href }, title), `: ${words.waitingOn(count)}`),
    );
    fill(
      place,
      pages.length
        ? [
            h("p", { class: "nbp-waiting-title" }, h("span", { "aria-hidden": "true" }, "! "), words.waitingTitle),
            h("p", null, words.waitingText),
            h("ul", null, list),
          ]
        : null,
    );
  };
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show);
  show();
}

/** Warn before a logout that would lose answers, then clear what this browser keeps for this login. */
export function guardLogout(learner, opened) {
  const form = document.querySelector("form.nbp-logout");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    const waiting = await settled(learner, opened);
    if (
      waiting &&
      !(await ask({
        title: words.logoutTitle,
        lines: [words.logoutText(waiting)],
        yes: words.leave(waiting),
        no: words.stay,
        loses: true,
      }))
    )
      return;
    opened?.stop();
    forget(learner, opened);
    form.submit();
  });
}

/** List the seeds of a learner's pages: those noted in this browser, and the page that is open, which it may have no room to note. */
function seedsOf(learner, opened) {
  return new Set([...Object.keys(stored(PAGES + learner) ?? {}), ...(opened ? [opened.host.seed] : [])]);
}

const count = (learner, opened) =>
  [...seedsOf(learner, opened)].reduce((all, seed) => all + pendingItems(seed).length, 0);

/** Wait a moment for answers that are on their way; give how many are left. */
export async function settled(learner, opened) {
  const until = Date.now() + GRACE;
  while (count(learner, opened) && Date.now() < until) await new Promise((done) => setTimeout(done, LOOK));
  return count(learner, opened);
}

/** Clear everything that this browser keeps for a learner. */
function forget(learner, opened) {
  for (const seed of seedsOf(learner, opened)) {
    for (const item of pendingItems(seed))
      dropPending(pendingKey(seed, item), getPending(pendingKey(seed, item))?.nonce);
  }
  drop(PAGES + learner);
  drop(LOGIN);
}
