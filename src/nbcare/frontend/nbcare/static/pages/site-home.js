// The first page of a course without a server: how far this computer's learner is, and the way to begin anew.
import { fill, h } from "../kit/dom.js";
import { dropPending, getPending, pendingItems, pendingKey } from "../kit/pending.js";
import { ask } from "./dialog.js";
import { clearAnswers, glance, seeds } from "./offline-answers.js";
import { siteWords } from "./site-words.js";
import { words } from "./words.js";

const ANEW = "#begun-anew";
const SAY = 100; // ms: a live region speaks only of what changes after the page is there

/** Fill the page in, and keep it in step with what other windows do. */
export function openSiteHome({ pages }, store) {
  const show = () => {
    try {
      showAll(pages.map((page) => progressOf(page, store)));
    } catch (error) {
      fill(document.getElementById("nbs-trouble"), h("p", { class: "nbp-alert" }, siteWords.notKept(error.message)));
    }
  };
  document.getElementById("nbs-anew").addEventListener("click", () => beginAnew(pages, store));
  for (const event of ["storage", "pageshow", "focus"]) window.addEventListener(event, show);
  show();
  if (location.hash === ANEW)
    setTimeout(() => (document.getElementById("nbs-done").textContent = siteWords.anewDone), SAY);
}

/** Say of one page how much is answered, and what was handed in. */
function progressOf(page, store) {
  const entries = glance(store, page.slug, page.counted) ?? {};
  const answered = Object.values(entries).filter(({ response }) => response !== null).length;
  const { receipts = [], open = true } =
    store.read(`!hand-ins|${page.slug}`, (value) => Array.isArray(value?.receipts)) ?? {};
  return { ...page, answered, total: page.counted.length, receipt: receipts.at(-1) ?? null, locked: !open };
}

function showAll(pages) {
  for (const page of pages) (page.kind === "module" ? showModule : showQuiz)(page, linkTo(page));
  const begun = pages.some(({ answered }) => answered);
  document.querySelector(".nbp-welcome")?.toggleAttribute("hidden", begun);
  showNext(
    pages.find(({ kind, answered, total, receipt }) => (kind === "module" ? answered < total : !receipt)),
    begun,
  );
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
  link.href = `${page.slug}.html`;
  fill(
    link,
    page.minutes && !page.answered ? siteWords.begin : siteWords.goOn,
    h("span", { class: "nbp-hidden" }, `: ${page.title}`),
  );
}

/** Delete every answer of this site, once the learner says so. */
async function beginAnew(pages, store) {
  const left = pages
    .map((page) => progressOf(page, store))
    .filter(({ kind, answered, locked }) => kind === "assessment" && answered && !locked);
  const lines = [siteWords.anewText, ...(left.length ? [siteWords.anewFile(left.map(({ title }) => title))] : [])];
  if (!(await ask({ title: siteWords.anewTitle, lines, yes: siteWords.anewYes, no: siteWords.anewNo, loses: true })))
    return;
  for (const seed of seeds(store)) {
    for (const item of pendingItems(seed))
      dropPending(pendingKey(seed, item), getPending(pendingKey(seed, item))?.nonce);
  }
  clearAnswers(store);
  // What the page said of the last learner goes with the answers.
  location.hash = ANEW;
  location.reload();
}
