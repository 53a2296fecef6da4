// The questions of a page, in the order they stand on it: what they are called, where they are, whether they are answered.
import { plain } from "../kit/rich.js";
import { getPending, pendingKey } from "../kit/pending.js";
import { isAnswer } from "../kit/typed.js";
import { words } from "./words.js";

/** List the questions: {id, name, anchor, props, caseProps, number}; a step that is not opened has no id and no props. */
export function questionsOf(data) {
  const cells = [...document.querySelectorAll(".nbp-widget[data-cell]")].map((el) => data.widgets[el.dataset.cell]);
  return cells.filter(Boolean).flatMap(({ widget, props }) => {
    if (widget === "ask")
      return [{ id: props.id, props, name: words.questionNumber(props.number), anchor: anchorOf(data, props.id) }];
    if (widget !== "unfold") return [];
    return props.steps.map((step, i) => ({
      id: step?.id ?? null,
      props: step,
      caseProps: props,
      number: i + 1,
      name: words.stepOf(plain(props.title), i + 1),
      anchor: anchorOf(data, props.id),
    }));
  });
}

/** Name the place of an item on its page; a step's is its case's. */
export function anchorOf(data, item) {
  const caseProps = Object.values(data.widgets).find(({ props }) => props.steps?.some((step) => step?.id === item));
  return `q-${caseProps ? caseProps.props.id : item}`;
}

/** Name a question for people. */
export function nameOf(data, item) {
  const found = questionsOf(data).find(({ id }) => id === item);
  return found
    ? found.name
    : plain(Object.values(data.widgets).find(({ props }) => props.id === item)?.props.title ?? item);
}

/** Give the answer that counts for its learner, on disk or still on its way: {response, waits}. */
export function answerOf(host, id) {
  const pending = id && getPending(pendingKey(host.seed, id));
  if (pending) return { response: pending.response, waits: true, changed: false };
  const { response, changed = false } = id ? host.item(id) : { response: null };
  return { response, waits: false, changed };
}

/** Tell whether a question still waits for its answer; a locked step that changed since can have no other one. */
export function isLeft(host, { id, caseProps, number }) {
  const { response, changed } = answerOf(host, id);
  return !isAnswer(response) && !(changed && caseProps && number < host.opened(caseProps));
}
