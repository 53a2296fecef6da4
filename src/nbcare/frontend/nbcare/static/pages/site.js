// The one script of a course without a server: answers in this browser, hand-in as a file.
import { isConnected } from "./connected-storage.js";
import { deletesOnItsWay } from "./begin-anew.js";
import { OfflineBackend } from "./offline-backend.js";
import { CLEARED } from "./offline-answers.js";
import { openPage, openShell, pageData } from "./page.js";
import { pageQuestions } from "./page-items.js";
import { openQuiz } from "./quiz.js";
import { openSiteHome } from "./site-home.js";
import { nameStorage } from "./separate-storage.js";
import { openLearner } from "./site-learner.js";
import { NotKept, LocalStore } from "./local-store.js";
import { siteWords, speakAsSite } from "./site-words.js";
import { h } from "../kit/dom.js";
import { loadKinds } from "../kit/kinds.js";
import { pendingKey } from "../kit/pending.js";

function open() {
  openShell();
  speakAsSite();
  const data = pageData();
  const store = new LocalStore();
  if (!isConnected(store)) return;
  document.documentElement.dataset.nbpStorage = "known";
  if (deletesOnItsWay(store)) return;
  nameStorage(store);
  if (data?.kind === "home") return openSiteHome(data, store);
  if (data?.widgets) openCourse(data, store);
}

async function openCourse(data, store) {
  await loadKinds(pageQuestions(data.widgets));
  const backend = backendOf(data, store);
  const { seed, state, quiz } = backend.now();
  const full = { ...data, seed, state, quiz, widgets: dealtFor(backend, data.widgets) };
  if (store.aside) warn(siteWords.damaged);
  const isQuiz = data.kind === "assessment";
  const opened = isQuiz ? openQuiz(full, backend, { ready: openLearner(backend, quiz) }) : openPage(full, backend);
  follow(opened.host, store);
}

/** Give the page's backend; a browser that keeps nothing gets one that says so at each answer. */
function backendOf(data, store) {
  try {
    return new OfflineBackend(data, store);
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    warn(siteWords.notKept(error.message));
    return closedBackend(error.message);
  }
}

function closedBackend(reason) {
  const now = () => ({ seed: "none", state: { items: {}, cases: {} }, quiz: null });
  const refused = async ({ nonce, item }) => ({ type: "refused", nonce, item, reason, code: "refused", again: true });
  const closed = async ({ nonce, case: id }) => ({ type: "not-opened", nonce, case: id, reason });
  return {
    now,
    items: {},
    state: async () => now(),
    save: refused,
    handIn: refused,
    reopen: refused,
    open: closed,
    again: closed,
  };
}

/** Put this learner's numbers into every question, as a server does before it sends a page. */
function dealtFor(backend, widgets) {
  const own = (props) => (props.steps ? { ...props, steps: props.steps.map(own) } : (backend.items[props.id] ?? props));
  return Object.fromEntries(
    Object.entries(widgets).map(([cell, { widget, props }]) => [cell, { widget, props: own(props) }]),
  );
}

/** Show what another window of this page keeps, or has deleted, as soon as it does. */
function follow(host, store) {
  window.addEventListener("storage", ({ key }) => {
    if (key === store.prefix + CLEARED) location.reload();
    // An answer that waits in one window counts as given in the other, until it is saved.
    else if (key === null || key.startsWith(store.prefix) || key.startsWith(pendingKey(host.seed, ""))) host.refresh();
  });
}

function warn(text) {
  document.getElementById("nbp-about").append(h("p", { class: "nbp-alert", role: "alert" }, text));
}

open();
