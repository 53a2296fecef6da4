// The portal's one script: which page is this, and what does it need.
import { exhibits } from "../kit/exhibits.js";
import { loadKinds } from "../kit/kinds.js";
import { Cover } from "./cover.js";
import { countWait } from "./log-in-wait.js";
import { anotherLoggedIn, guardLogout, markLogin, rememberPage, tellWaiting } from "./login.js";
import { openPage, openShell, pageData } from "./page.js";
import { openQuiz } from "./quiz.js";
import { checkOnReturn, forgetOnReturn } from "./returning.js";
import { apiBackend } from "./api-backend.js";
import { pageQuestions } from "./page-items.js";

async function open() {
  openShell();
  const { learner = "", root = "", idle = "" } = document.body.dataset;
  if (!learner) {
    forgetOnReturn();
    return countWait(document.getElementById("nbp-wait"));
  }
  /** @type {import("./page.js").OpenPage | null} */
  let opened = null;
  const cover = new Cover({ root, learner, opened: () => opened });
  // A page without widgets has nothing that would bring it up to date.
  checkOnReturn({ learner, root, anew: () => cover.shown || (opened?.stopped ?? true) });
  markLogin(learner);
  if (idle) cover.whenIdle(Number(idle));
  const data = pageData();
  opened = data?.widgets ? await openCourse(data, root) : null;
  if (data?.exhibits) showCharts(data.exhibits);
  tellWaiting(document.getElementById("nbp-waiting"), learner);
  guardLogout(learner, opened);
}

async function openCourse(data, root) {
  await loadKinds(pageQuestions(data.widgets));
  rememberPage(data.learner, data, location.pathname);
  const backend = apiBackend({ ...data, root }, () => !anotherLoggedIn(data.learner));
  const logIn = `${root}/login?next=${encodeURIComponent(location.pathname)}`;
  if (data.kind !== "assessment" && !data.quiz) return openPage(data, backend, { logIn });
  return openQuiz(data, backend, { logIn, results: `${root}/results/${data.scope}` });
}

/** Draw the charts of a returned quiz. */
function showCharts(all) {
  for (const place of document.querySelectorAll("[data-exhibits]")) {
    place.classList.add("nbc-root");
    place.append(exhibits(all[place.dataset.exhibits]) ?? "");
  }
}

open();
