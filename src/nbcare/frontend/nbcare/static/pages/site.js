// The one script of a course without a server: answers in this browser, hand-in as a file.
import { BrowserDoor } from "./browser.js";
import { CLEARED } from "./kept-answers.js";
import { openPage, openShell, pageData } from "./page.js";
import { openQuiz } from "./quiz.js";
import { openSiteHome } from "./site-home.js";
import { openLearner } from "./site-learner.js";
import { NotKept, Shelf } from "./shelf.js";
import { siteWords, speakAsSite } from "./site-words.js";
import { h } from "../kit/dom.js";
import { pendingKey } from "../kit/pending.js";

function open() {
  openShell();
  speakAsSite();
  const data = pageData();
  const shelf = new Shelf();
  if (data?.kind === "home") return openSiteHome(data, shelf);
  if (data?.widgets) openCourse(data, shelf);
}

function openCourse(data, shelf) {
  const door = doorOf(data, shelf);
  const { seed, state, quiz } = door.now();
  const full = { ...data, seed, state, quiz, widgets: dealtFor(door, data.widgets) };
  if (shelf.aside) warn(siteWords.damaged);
  const isQuiz = data.kind === "assessment";
  const opened = isQuiz ? openQuiz(full, door, { ready: openLearner(door, quiz) }) : openPage(full, door);
  follow(opened.host, shelf);
}

/** Give the page's door; a browser that keeps nothing gets one that says so at each answer. */
function doorOf(data, shelf) {
  try {
    return new BrowserDoor(data, shelf);
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    warn(siteWords.notKept(error.message));
    return closedDoor(error.message);
  }
}

function closedDoor(reason) {
  const now = () => ({ seed: "none", state: { items: {}, cases: {} }, quiz: null });
  const refused = async ({ nonce, item }) => ({ type: "refused", nonce, item, reason, code: "refused", again: true });
  const closed = async ({ nonce, case: told }) => ({ type: "not-opened", nonce, case: told, reason });
  return { now, items: {}, state: async () => now(), save: refused, handIn: refused, reopen: refused, open: closed, again: closed };
}

/** Put this learner's numbers into every question, as a server does before it sends a page. */
function dealtFor(door, widgets) {
  const own = (props) => (props.steps ? { ...props, steps: props.steps.map(own) } : (door.items[props.id] ?? props));
  return Object.fromEntries(Object.entries(widgets).map(([cell, { widget, props }]) => [cell, { widget, props: own(props) }]));
}

/** Show what another window of this page keeps, or has deleted, as soon as it does. */
function follow(host, shelf) {
  window.addEventListener("storage", ({ key }) => {
    if (key === shelf.prefix + CLEARED) location.reload();
    // An answer that waits in one window counts as given in the other, until it is saved.
    else if (key === null || key.startsWith(shelf.prefix) || key.startsWith(pendingKey(host.seed, ""))) host.refresh();
  });
}

function warn(text) {
  document.getElementById("nbp-about").append(h("p", { class: "nbp-alert", role: "alert" }, text));
}

open();
