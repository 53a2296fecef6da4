// What the widgets of a page ask.

/** Give the items, the steps of each case, what counts, and whether it is graded. */
export function asked(widgets) {
  const all = Object.values(widgets);
  const told = all.filter(({ widget }) => widget === "unfold").map(({ props }) => props);
  const questions = [
    ...all.filter(({ widget }) => widget === "ask").map(({ props }) => props),
    ...told.flatMap(({ steps }) => steps),
  ];
  const explorers = all.filter(({ widget }) => widget === "explore").map(({ props }) => props);
  const counts = questions.filter(({ use }) => use === "graded");
  const counted = (counts.length ? counts : questions.filter(({ moment }) => moment !== "before")).map(({ id }) => id);
  return {
    items: Object.fromEntries([...questions, ...explorers].map((props) => [props.id, props])),
    steps: Object.fromEntries(told.map(({ id, steps }) => [id, steps.map((step) => step.id)])),
    practice: new Set(told.filter(({ use }) => use === "practice").map(({ id }) => id)),
    graded: all.some(({ widget }) => widget === "hand_in"),
    counted,
  };
}
