// What the widgets of a page ask, and which of it counts.

const propsOf = (widgets, name) =>
  Object.values(widgets)
    .filter(({ widget }) => widget === name)
    .map(({ props }) => props);

/** List the questions of a page, the steps of its cases among them; a step that is not opened yet is null. */
export function pageQuestions(widgets) {
  return Object.values(widgets).flatMap(({ widget, props }) =>
    widget === "ask" ? [props] : widget === "unfold" ? props.steps : [],
  );
}

/** List the questions that count: the graded ones, or all of a module's own; a step that is not opened yet is null. */
export function countedQuestions(widgets) {
  const questions = pageQuestions(widgets);
  // Only a graded case keeps its steps to come to itself.
  const graded = questions.filter((props) => !props || props.use === "graded");
  return graded.some(Boolean) ? graded : questions.filter((props) => props?.moment !== "before");
}

/** Give the items of a page whose every step is known, the steps of each case, what counts, and whether it is graded. */
export function pageItems(widgets) {
  const cases = propsOf(widgets, "unfold");
  return {
    items: Object.fromEntries(
      [...pageQuestions(widgets), ...propsOf(widgets, "explore")].map((props) => [props.id, props]),
    ),
    steps: Object.fromEntries(cases.map(({ id, steps }) => [id, steps.map((step) => step.id)])),
    practice: new Set(cases.filter(({ use }) => use === "practice").map(({ id }) => id)),
    graded: Object.values(widgets).some(({ widget }) => widget === "hand_in"),
    counted: countedQuestions(widgets).map(({ id }) => id),
  };
}
