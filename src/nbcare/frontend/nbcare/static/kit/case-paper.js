// A case on paper: what is open is printed as it stands; a practice case gets its other steps to be filled in with a pen.
import { fill, h, uid } from "./dom.js";
import { news, pages } from "./exhibits.js";
import { kindOf } from "./kinds.js";
import { forPaper } from "./paper.js";
import { paragraphs } from "./rich.js";
import { strings } from "./strings.js";

const words = strings.unfolding;

/** Make the part that only paper shows; it is filled before the page is laid out for paper, and emptied after. */
export function paperSteps(caseView) {
  const element = h("div", { class: "nbc-case-paper", "aria-hidden": "true" });
  let folded = [];

  function hide() {
    for (const fold of folded) fold.open = false;
    folded = [];
    fill(element);
  }

  function show() {
    folded = [...caseView.el.querySelectorAll("details:not([open])")];
    for (const fold of folded) fold.open = true;
    const stepsToCome = caseView.props.steps.slice(caseView.steps.length);
    if (!stepsToCome.length) return;
    const first = caseView.steps.length + 1;
    if (caseView.props.use === "practice")
      fill(
        element,
        stepsToCome.map((step, i) => one(step, first + i, caseView)),
      );
    else fill(element, h("p", null, words.onPaper(first, caseView.total)));
  }

  return { element, ...forPaper(show, hide) };
}

function one(props, number, { total, model }) {
  const { seed = "" } = model.get("context") || {};
  const nobody = { seed, name: uid(props.id), changed: () => {}, dirty: () => {} };
  const added = news(props.exhibits).map(({ exhibit }) => exhibit);
  const view = kindOf(props.kind).mount(props, nobody);
  const made = h(
    "section",
    { class: `nbc-step nbc-card nbc-question nbc-kind-${props.kind}`, inert: true },
    h("p", { class: "nbc-case-heading" }, words.step(number, total, strings.steps[number - 1])),
    added.length ? [h("p", { class: "nbc-heading" }, words.newInChart), pages(added)] : null,
    h("div", { class: "nbc-stem" }, paragraphs(props.stem)),
    h("div", { class: "nbc-body" }, view.element),
  );
  view.stop?.();
  return made;
}
