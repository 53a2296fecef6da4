// The first page of a course without a server: how far this computer's learner is, and the way to begin anew.
import { isAmong } from "./asked.js";
import { fill, h } from "../kit/dom.js";
import { isAnswer } from "../kit/typed.js";
import { beginAnew, justDeleted } from "./begin-anew.js";
import { ask } from "./dialog.js";
import { glance } from "./offline-answers.js";
import { keptApart, noteApart } from "./separate-storage.js";
import { lastAnswered, nextOf, placeToGoOn } from "./site-next.js";
import { siteWords } from "./site-words.js";
import { words } from "./words.js";

const SAY = 100; // ms: a live region speaks only of what changes after the page is there

/** Fill the page in, and keep it in step with what other windows do. */
export function openSiteHome({ pages }, store) {
  const trouble = (words) => fill(document.getElementById("nbs-trouble"), h("p", { class: "nbp-alert" }, words));
  const show = () => {
    try {
      if (deleted) noteApart(store, deleted === "apart");
      if (keptApart(store)) showApart();
      else showAll(pages.map((page) => progressOf(page, store)));
    } catch (error) {
      trouble(siteWords.notKept(error.message));
    }
  };
  document.getElementById("nbs-anew").addEventListener("click", async () => {
    if (!(await agreed(pages, store))) return;
    try {
      beginAnew(
        store,
        pages.map(({ slug }) => slug),
      );
    } catch (error) {
      trouble(siteWords.notDeleted(error.message));
    }
  });
  const deleted = justDeleted();
  if (deleted) setTimeout(() => (document.getElementById("nbs-done").textContent = siteWords.anewDone), SAY);
  for (const event of ["storage", "pageshow", "focus"]) window.addEventListener(event, show);
  show();
}

/** Where each page keeps its answers for itself, this one must not say that there are none. */
function showApart() {
  document.getElementById("nbs-where").textContent = siteWords.apart;
  document.querySelector(".nbp-next").hidden = true;
  for (const place of document.querySelectorAll(".nbp-progress, .nbp-chip")) place.setAttribute("hidden", "");
}

/** Say of one page how much is answered, and what was handed in. */
function progressOf(page, store) {
  const entries = glance(store, page.slug, page.counted) ?? {};
  const counts = ([id, { response, shown }]) => isAnswer(response) && isAmong(page.asked?.[id] ?? [], shown);
  const answered = Object.entries(entries).filter(counts).length;
  const { receipts = [], open = true } =
    store.read(`!hand-ins|${page.slug}`, (value) => Array.isArray(value?.receipts)) ?? {};
  return {
    ...page,
    answered,
    total: page.counted.length,
    receipt: receipts.at(-1) ?? null,
    locked: !open,
    lastAt: lastAnswered(entries),
    place: placeToGoOn(page, entries),
  };
}

function showAll(pages) {
  for (const page of pages) (page.kind === "module" ? showModule : showQuiz)(page, linkTo(page));
  const begun = pages.some(({ answered }) => answered);
  document.querySelector(".nbp-welcome")?.toggleAttribute("hidden", begun);
  showNext(nextOf(pages), begun);
  const receipts = pages
    .map(({ receipt }) => receipt)
    .filter(Boolean)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const last = document.getElementById("nbs-last");
  last.textContent = receipts.length ? siteWords.last(receipts.at(-1).learner) : "";
}

const linkTo = ({ slug }) => document.querySelector(`.nbp-modules a[href="${slug}.html"]`);

function showModule({ answered, total }, link) {
  const card = link.closest(".nbp-module-card");
  if (total) count(card.querySelector(".nbp-progress"), answered, total);
  if (!answered) return;
  const drawn = document.getElementById("nbs-sprouts").content.children[answered < total ? 0 : 1];
  card.querySelector(".nbp-sprout").replaceWith(drawn.cloneNode(true));
}

function count(place, answered, total) {
  place.querySelector("progress").value = answered;
  place.querySelector("span").textContent = words.count(answered, total);
}

function showQuiz({ answered, total, receipt, locked }, link) {
  const [look, sign, text] =
    locked && receipt
      ? ["done", "✓", siteWords.fileMade]
      : receipt
        ? ["warn", "!", siteWords.notInFile]
        : answered
          ? ["begun", "◐", words.count(answered, total)]
          : ["open", "○", siteWords.ready];
  const chip = link.closest(".nbp-quiz-row").querySelector(".nbp-chip");
  chip.dataset.look = look;
  fill(chip, h("span", { "aria-hidden": "true" }, sign), ` ${text}`);
}

function showNext(page, begun) {
  const section = document.querySelector(".nbp-next");
  section.hidden = !page;
  if (!page || !begun) return;
  section.querySelector("h2").textContent = siteWords.next;
  section.querySelector(".nbp-next-title").textContent = page.title;
  section.querySelector(".nbp-next-title + p").textContent = siteWords.way(page.minutes, page.answered, page.total);
  const link = section.querySelector("a");
  link.href = `${page.slug}.html${page.place}`;
  fill(
    link,
    page.minutes && !page.answered ? siteWords.begin : siteWords.goOn,
    h("span", { class: "nbp-hidden" }, `: ${page.title}`),
  );
}

/** Ask before every answer is deleted, and say which would be lost for good. */
function agreed(pages, store) {
  return ask({
    title: siteWords.anewTitle,
    lines: [siteWords.anewText, ...lost(pages, store)],
    yes: siteWords.anewYes,
    no: siteWords.anewNo,
    loses: true,
  });
}

function lost(pages, store) {
  try {
    if (keptApart(store)) return [siteWords.anewApart];
    const left = pages
      .map((page) => progressOf(page, store))
      .filter(({ kind, answered, locked }) => kind === "assessment" && answered && !locked);
    return left.length ? [siteWords.anewFile(left.map(({ title }) => title))] : [];
  } catch {
    return []; // a browser that keeps nothing has nothing to lose
  }
}
