// A case on paper: what is open is printed as it stands; a practice case gets its other steps to be filled in with a pen.
import { fill, h, uid } from "./dom.js";
import { news, pages } from "./exhibits.js";
import { kindOf } from "./kinds.js";
import { paragraphs } from "./rich.js";
import { strings } from "./strings.js";

const words = strings.unfolding;

/** Make the part that only paper shows; it is filled when the page is about to be printed, and emptied after. */
export function paperSteps(told) {
  const element = h("div", { class: "nbc-case-paper", "aria-hidden": "true" });
  const paper = window.matchMedia("print");
  let folded = [];

  function change({ matches }) {
    if (!matches) {
      for (const fold of folded) fold.open = false;
      folded = [];
      return void fill(element);
    }
    folded = [...told.el.querySelectorAll("details:not([open])")];
    for (const fold of folded) fold.open = true;
    const rest = told.props.steps.slice(told.steps.length);
    if (!rest.length) return;
    const first = told.steps.length + 1;
    if (told.props.use === "practice")
      fill(
        element,
        rest.map((step, i) => one(step, first + i, told)),
      );
    else fill(element, h("p", null, words.onPaper(first, told.total)));
  }

  return {
    element,
    start: () => paper.addEventListener("change", change),
    stop: () => paper.removeEventListener("change", change),
  };
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
