// A page that the browser kept for "Back": nothing of it is seen or clicked before its log-in is known to last.
import { HIDDEN } from "./hidden.js";
import { anotherLoggedIn } from "./login.js";

const PATIENCE = 10000; // ms until the course counts as not answering

/** Hide a page that goes into the browser's memory, and check it when it comes back; `anew()` says that it must be opened anew in any case. */
export function checkOnReturn({ learner, root, anew = () => false }) {
  const page = document.documentElement;
  window.addEventListener("pagehide", ({ persisted }) => page.classList.toggle(HIDDEN, persisted));
  window.addEventListener("pageshow", async ({ persisted }) => {
    if (!persisted) return;
    page.classList.add(HIDDEN);
    if (anew() || !(await sameLogIn(root, learner))) location.reload();
    else page.classList.remove(HIDDEN);
  });
}

/** Take id and PIN off a page without a log-in that is left, and open it anew when it comes back. */
export function forgetOnReturn() {
  window.addEventListener("pagehide", () => {
    for (const form of document.forms) form.reset();
  });
  // Not reload(): after a refused log-in that would ask to send the PIN once more.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.replace(location.href));
}

/** Ask the course whether its log-in is this learner's still; where it does not answer, this browser's own note counts. */
export async function sameLogIn(root, learner) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  try {
    const reply = await fetch(`${root}/api/_learner`, {
      headers: { Accept: "application/json", "X-Nbcare-Learner": learner },
      cache: "no-store",
      redirect: "manual",
      signal: patience.signal,
    });
    if (reply.status < 500) return reply.ok;
  } catch {
    // Nobody answered.
  }
  return !anotherLoggedIn(learner, { unnoted: true });
}
