// One page of paper: its sentences to mark, its dates to look at, what to do with it, and the check.
import { action, choice, h, markSpans, paragraphs, rich, toggles, verdict } from "../../toolkit/index.js";
import { timeline } from "./timeline.js";

/** Make {element, svg(), state()} of a page; `changed` follows each mark, date, verdict and check. */
export function pageOf(words, page, changed) {
  const checks = { ever: false, now: false };
  const text = markSpans({ text: page.text, says: words.marks, changed: stale });
  const dates = toggles({ label: words.date_label, options: words.dates, changed: () => (drawDates(), changed()) });
  const line = timeline({ ...words.timeline, name: `${page.label}: ${words.timeline.name}` });
  const decision = choice({ label: words.verdict_label, options: words.verdicts, changed: decided });
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const judged = h("div", { class: "nbc-x-judged", role: "status" });
  const heading = h("p", { class: "nbc-x-step", hidden: true }, words.findings);
  const element = h(
    "div",
    { class: "nbc-x-page" },
    paper(words, page, text.element),
    h(
      "div",
      { class: "nbc-x-controls" },
      dates.element,
      h("figure", null, line.element),
      decision.element,
      action(words.check, check, "nbc-primary"),
      warning,
      judged,
    ),
    h("div", { class: "nbc-x-review" }, heading, text.findings),
  );
  drawDates();
  return { element, svg: line.svg, state };

  function state() {
    return {
      marked: text.value(),
      open: dates.value(),
      checked: checks.now,
      done: checks.ever,
      ...counted(page, text.value()),
    };
  }
  function drawDates() {
    const rows = Object.entries(words.dates).map(([id, label]) =>
      dates.value().includes(id) ? { label, ...page.dates[id] } : { label, says: words.unseen },
    );
    line.show({ rows });
  }
  function stale() {
    checks.now = false;
    heading.hidden = true;
    changed();
  }
  function decided() {
    warning.textContent = "";
    if (checks.ever) judge();
    changed();
  }
  function check() {
    if (decision.value() === null) return (warning.textContent = words.decide);
    Object.assign(checks, { ever: true, now: true });
    heading.hidden = false;
    text.review(page.wrong, page.why);
    judge();
    changed();
  }
  function judge() {
    const sensible = decision.value() === page.right;
    judged.replaceChildren(
      ...(sensible ? [verdict("right")] : []),
      ...paragraphs(page.verdicts[decision.value()]),
      h("p", null, rich(page.dates_say)),
    );
  }
}

function paper(words, { title, publisher }, sentences) {
  const head = [
    h("p", { class: "nbc-x-paper-title" }, rich(title)),
    h("p", { class: "nbc-x-publisher" }, rich(publisher)),
  ];
  return h(
    "div",
    { class: "nbc-x-sheet-side" },
    h("p", { class: "nbc-label" }, words.text_label),
    h("div", { class: "nbc-x-sheet" }, head, sentences),
  );
}

function counted({ wrong }, marked) {
  const found = marked.filter((id) => wrong.includes(id)).length;
  return { found, wrong: wrong.length, missed: wrong.length - found, extra: marked.length - found };
}
