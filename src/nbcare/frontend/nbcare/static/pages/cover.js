// Cover a page whose learner is not there any more: on a shared PC the next person must not read the last one's words.
import { fill, h } from "../kit/dom.js";
import { onlyOnThisPage, pendingItems } from "../kit/pending.js";
import { LOGIN, settled } from "./login.js";
import { sameLogIn } from "./returning.js";
import { words } from "./words.js";

const COVERED = "nbp-covered";
const USED = "nbcare.used"; // when any page of this browser was last used
const USES = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove", "scroll", "input"];
const NOTED = 1000; // ms between two notes of a use
const KEPT = 15; // a page in use asks for the log-in so many times before it would end
const ON_ITS_WAY = [100, 900, 4000]; // ms that a log-out takes from its note in the browser to the course
const LOOK = 15000; // ms between two looks at the clock

/** The page of one learner, which can be covered; `opened` gives its widgets, or null. */
export class Cover {
  constructor({ root, learner, opened }) {
    this.root = root;
    this.learner = learner;
    this.opened = opened;
    this.shown = false;
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key === LOGIN && newValue !== JSON.stringify(learner)) this.look();
    });
  }

  /** Another page of this browser logged out, or somebody else in: the course says whether it is so. */
  async look() {
    for (const wait of ON_ITS_WAY) {
      await new Promise((done) => setTimeout(done, wait));
      if (this.shown) return;
      if (!(await sameLogIn(this.root, this.learner))) return this.show(words.coveredElsewhere, location.pathname);
    }
  }

  /** Hide all that the page shows; say why, and offer the way on. */
  show(reason, href) {
    if (this.shown) return;
    this.shown = true;
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur(); // what was just written is kept now
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    this.text = h("p");
    this.way = h("a", { class: "nbp-button nbp-primary", href }, words.logIn);
    const title = h("h1", { class: "nbp-title" }, words.coveredTitle);
    const card = h("div", { class: "nbp-login-card" }, title, h("p", null, reason), this.text, h("p", null, this.way));
    document.body.append(h("main", { class: "nbp-main nbp-cover" }, card));
    document.documentElement.classList.add(COVERED);
    document.title = words.coveredTitle;
    this.way.focus();
    this.leave();
  }

  /** Let go of the page, unless it alone has an answer: then the way to log in leaves it open. */
  async leave() {
    const page = this.opened();
    await settled(this.learner, page);
    const waiting = page ? pendingItems(page.host.seed).length : 0;
    const here = page ? onlyOnThisPage(page.host.seed).length : 0;
    fill(this.text, here ? words.endedHere(here) : waiting ? words.coveredWaiting(waiting) : words.coveredSafe);
    if (here) this.way.target = "_blank";
    else page?.stop();
  }

  /** Cover the page, and end the log-in, when no page of this browser was used for so many seconds. */
  whenIdle(seconds) {
    const limit = seconds * 1000;
    let used = Date.now();
    let asked = used;
    const idle = () => Date.now() - Math.max(used, noted()) >= limit;
    const look = () => idle() && this.#end(seconds);
    const use = () => {
      look(); // a PC that slept is woken by a touch: that is no use by the same person
      if (this.shown || Date.now() - used < NOTED) return;
      used = Date.now();
      note(used);
      if (used - asked < limit / KEPT) return;
      asked = used;
      sameLogIn(this.root, this.learner); // reading is use, which the course would not hear of
    };
    note(used);
    for (const event of USES) document.addEventListener(event, use, { capture: true, passive: true });
    for (const event of ["focus", "pageshow"]) window.addEventListener(event, look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, Math.min(LOOK, limit / KEPT));
  }

  async #end(seconds) {
    if (this.shown) return;
    this.show(
      words.coveredIdle(Math.round(seconds / 60)),
      `${this.root}/login?next=${encodeURIComponent(location.pathname)}`,
    );
    await settled(this.learner, this.opened());
    if (await sameLogIn(this.root, this.learner)) await logOut(this.root);
  }
}

async function logOut(root) {
  const token = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="nbc-xsrf"]'))?.content ?? "";
  const body = new URLSearchParams({ _xsrf: token });
  // Where the course does not answer, it ends the log-in by itself at about the same time.
  await fetch(`${root}/logout`, { method: "POST", body, redirect: "manual" }).catch(() => {});
}

function noted() {
  try {
    const time = Number(localStorage.getItem(USED)) || 0;
    return time <= Date.now() ? time : 0; // the clock was set back
  } catch {
    return 0; // without storage each page knows of itself only
  }
}

function note(time) {
  try {
    localStorage.setItem(USED, String(time));
  } catch {
    // Full or forbidden.
  }
}
