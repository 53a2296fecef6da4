// Whose answers wait in this browser: kept for each login, told at home, cleared at logout.
import { fill, h } from "../kit/dom.js";
import { dropPending, getPending, pendingItems, pendingKey } from "../kit/pending.js";
import { ask } from "./dialog.js";
import { words } from "./words.js";

const LOGIN = "nbcare.login";
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

function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage full or forbidden: then no answer waits in it either.
  }
}

/** Note who is logged in here, for pages that are open in other tabs. */
export function markLogin(learner) {
  keep(LOGIN, learner);
}

/** Tell whether this browser's login is still this learner's: another's must never get these answers. */
export function stillLoggedIn(learner) {
  try {
    return localStorage.getItem(LOGIN) === JSON.stringify(learner);
  } catch {
    return true; // without storage the course alone can tell
  }
}

/** Note a page whose answers may have to wait. */
export function rememberPage(learner, { seed, title, scope }, href) {
  keep(PAGES + learner, {
    ...stored(PAGES + learner),
    [seed]: { title: document.querySelector("h1")?.textContent ?? title ?? scope, href },
  });
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
    const waiting = await settled(learner);
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
    forget(learner);
    form.submit();
  });
}

const count = (learner) => waitingPages(learner).reduce((all, page) => all + page.count, 0);

async function settled(learner) {
  const until = Date.now() + GRACE;
  while (count(learner) && Date.now() < until) await new Promise((done) => setTimeout(done, LOOK));
  return count(learner);
}

/** Clear everything that this browser keeps for a learner. */
function forget(learner) {
  for (const seed of Object.keys(stored(PAGES + learner) ?? {})) {
    for (const item of pendingItems(seed))
      dropPending(pendingKey(seed, item), getPending(pendingKey(seed, item))?.nonce);
  }
  keep(PAGES + learner, null);
  keep(LOGIN, null);
}
