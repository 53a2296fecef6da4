// One item: on one side as the learner sees it, on the other what only its author sees.
import question from "../kit/question.js";
import { h } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { symbolWord } from "../kit/mark.js";
import { previewModel, scored } from "./host.js";
import { strings } from "./strings.js";

/** Make the card of an item; `stop` lets go of its widget. */
export function card(item) {
  const stops = [];
  const learner = item.props ? tryout(item, stops) : null;
  const element = h(
    "section",
    { class: "pv-item", id: item.id, tabindex: "-1", "aria-labelledby": `${item.id}-name` },
    h("h2", { class: "pv-name", id: `${item.id}-name` }, item.id),
    h(
      "p",
      { class: "pv-about" },
      about(item).map((word) => h("span", null, word)),
    ),
    item.error ? problem(item.error) : null,
    findings(item.findings),
    h(
      "div",
      { class: "pv-columns" },
      learner,
      h(
        "div",
        { class: "pv-author nbc-root", role: "group", "aria-label": `${strings.author}, ${item.id}` },
        author(item),
      ),
    ),
  );
  return { element, stop: () => stops.forEach((stop) => stop?.()) };
}

/** Say what is wrong, where, and what to do. */
export function problem({ place, problem, repair }) {
  return h("p", { class: "pv-problem" }, h("strong", null, `${place}: `), problem, repair ? `; ${repair}.` : ".");
}

/** List what `nbcare check` says. */
export function findings(list) {
  if (!list?.length) return null;
  const lines = list.map(({ level, text }) =>
    h("li", { "data-level": level }, h("strong", null, `${strings.level[level]}: `), text),
  );
  return h("div", { class: "pv-findings" }, h("p", { class: "pv-label" }, strings.findings), h("ul", null, lines));
}

function about({ kind, use, points, about: known }) {
  const flags = [known.critical ? strings.critical : null, known.fictional ? strings.fictional : null];
  return [
    kind,
    strings.use[use],
    strings.points(points),
    known.objective && strings.objective(known.objective),
    known.step,
    ...flags,
  ].filter(Boolean);
}

function tryout(item, stops) {
  const place = h("div", { class: "pv-widget" });
  const result = h("span", { class: "pv-result" }, strings.notTried);
  let newest = 0;
  const model = previewModel(item.props, async (response) => {
    const mine = (newest += 1);
    const answer = await scored(item.id, response);
    if (mine !== newest) return; // a later try is under way
    result.textContent = answer ? strings.result(answer) : strings.notScored;
    result.dataset.status = answer?.status ?? "broken";
  });
  Promise.resolve(question.render({ model, el: place })).then((stop) => stops.push(stop));
  const line = h("p", { class: "pv-try", role: "status" }, h("strong", null, `${strings.tried}: `), result);
  return h(
    "div",
    { class: "pv-learner", role: "group", "aria-label": `${strings.learner}, ${item.id}` },
    h("p", { class: "pv-label" }, strings.learner),
    place,
    line,
  );
}

function author(item) {
  return [
    part(strings.key, key(item)),
    item.about.rubric ? part(strings.rubric, rubric(item.about.rubric)) : null,
    part(strings.why, item.why ? h("p", null, rich(item.why)) : missing(strings.noWhy)),
    item.choices?.length ? part(strings.feedback, h("ul", { class: "pv-choices" }, item.choices.map(choice))) : null,
    part(
      strings.facts,
      item.facts.length ? h("ul", { class: "pv-facts" }, item.facts.map(fact)) : missing(strings.noFacts),
    ),
    item.sources?.length
      ? part(
          strings.sources,
          h(
            "ul",
            { class: "pv-sources" },
            item.sources.map(({ n, text }) => h("li", null, `[${n}] ${text}`)),
          ),
        )
      : null,
  ];
}

function part(title, ...content) {
  return [h("h3", { class: "pv-label" }, title), content];
}

function missing(words) {
  return h("p", { class: "pv-missing" }, words);
}

function key(item) {
  if (item.kind === "text") return h("p", null, strings.byHand);
  const list = item.kind === "order" ? "ol" : "ul";
  return [
    item.key?.length
      ? h(
          list,
          { class: "pv-key" },
          item.key.map(({ place, text }) =>
            h("li", null, place ? [h("span", { class: "pv-place" }, rich(place)), ": "] : null, rich(text)),
          ),
        )
      : null,
    item.about.tolerance !== undefined ? h("p", null, strings.tolerance(item.about.tolerance)) : null,
    item.variants?.length
      ? h(
          "details",
          { class: "pv-variants" },
          h("summary", null, strings.variants(item.variants.length)),
          h(
            "ul",
            null,
            item.variants.map((text) => h("li", null, text)),
          ),
        )
      : null,
  ];
}

function rubric(written) {
  const lines = typeof written === "string" ? written.trim().split("\n") : Object.values(written);
  return lines.map((line) => h("p", { class: "pv-rubric" }, line));
}

function choice({ id, label, right, text }) {
  return h(
    "li",
    null,
    h(
      "p",
      { class: "pv-choice" },
      symbolWord(right ? "key" : "other"),
      h("code", null, id),
      h("span", null, rich(label)),
    ),
    text ? h("p", { class: "pv-text" }, rich(text)) : missing(strings.noFeedback),
  );
}

function fact({ id, unknown, statement, value, parts, teach, limit, source }) {
  if (unknown) return h("li", null, h("code", null, id), " ", h("strong", null, strings.unknownFact));
  const figures = [
    value ? [strings.value, value] : null,
    ...parts.map(({ name, text }) => [name, text]),
    limit ? [strings.limit, limit] : null,
  ];
  return h(
    "li",
    null,
    h(
      "p",
      { class: "pv-choice" },
      h("code", null, id),
      h("span", { class: "pv-teach", "data-teach": teach }, strings.teach[teach] ?? teach),
    ),
    h("p", { class: "pv-text" }, statement),
    h(
      "dl",
      { class: "pv-figures" },
      figures.filter(Boolean).map(([name, text]) => h("div", null, h("dt", null, name), h("dd", null, text))),
    ),
    h("p", { class: "pv-source" }, source),
  );
}
