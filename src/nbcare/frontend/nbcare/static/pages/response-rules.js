// Which responses are kept: what fits the question as the learner sees it; as src/nbcare/questions/shape.py.
import { canonicalUnit, readNumber } from "../kit/score-number.js";
import { Invalid } from "../kit/score-shape.js";

const ID = /\[\[([A-Za-z][A-Za-z0-9_-]*)(:[^\[\]]+)?\]\]/g;
const LONGEST = 20_000; // characters of a written answer

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const named = (id) => `'${String(id).slice(0, 40)}'`;

const one = (known, value) => {
  if (typeof value !== "string") return "a choice must be an option's id";
  return Object.hasOwn(known, value) ? "" : `there is no option ${named(value)}`;
};
const some = (known, value) =>
  Array.isArray(value)
    ? (value.map((id) => one(known, id)).find(Boolean) ?? "")
    : "the answer must be a list of option ids";
const pair = (known, value) => some(known, value) || (new Set(value).size > 2 ? "choose at most 2" : "");

/** Check each named part of an answer: places is {name: check(part)}. */
function each(places, value) {
  if (!isMapping(value)) return "the answer must name its places";
  for (const [name, part] of Object.entries(value)) {
    const problem = Object.hasOwn(places, name) ? places[name](part) : `there is no place ${named(name)}`;
    if (problem) return problem;
  }
  return "";
}

const over = (mapping, check) =>
  Object.fromEntries(Object.entries(mapping).map(([id, part]) => [id, (value) => check(value, part)]));

/** Give the blanks (or the spans) of a text or table as {id: true}. */
function places(props, spans) {
  const texts = [props.text ?? "", ...(props.table?.rows ?? []).flat()];
  return Object.fromEntries(
    texts
      .flatMap((text) => [...text.matchAll(ID)])
      .filter(([, , words]) => Boolean(words) === spans)
      .map(([, id]) => [id, true]),
  );
}

const blanks = (props, value) =>
  each(
    over(props.blanks, (id, blank) => one(blank.options, id)),
    value,
  );

function rationale(props, value) {
  const problem = blanks(props, value);
  const lists = props.effects.map((effect) => JSON.stringify(props.blanks[effect].options));
  const given = props.effects.map((effect) => value?.[effect]).filter((id) => id !== undefined);
  const doubled = given.length === 2 && lists[0] === lists[1] && given[0] === given[1];
  return problem || (doubled ? "the same effect is chosen twice" : "");
}

function numeric(props, value) {
  // A question with a key is asked as it stands, unless the key is its variant's.
  const variants = !Object.hasOwn(props, "key") || Object.hasOwn(props, "variant") ? (props.variants ?? []) : [];
  const parts = ["value", "unit", ...(variants.length ? ["variant"] : [])];
  if (!isMapping(value) || !Object.keys(value).every((name) => parts.includes(name)))
    return "the answer must be a value and a unit";
  if (!Object.hasOwn(value, "value") || !Object.values(value).every((part) => typeof part === "string"))
    return "value and unit must be text";
  // A page is dealt one variant; an answer that names another was given to other numbers.
  if (variants.length && !variants.some(({ id }) => id === value.variant))
    return "the answer is to other numbers than the question's";
  const offered = ["", props.unit ?? "", ...(props.units ?? [])].map(canonicalUnit);
  if (!offered.includes(canonicalUnit(value.unit ?? ""))) return `there is no unit ${named(value.unit)}`;
  return unread(value.value);
}

/** Say why a text is not one plain number, or nothing. */
function unread(text) {
  try {
    readNumber(text);
    return "";
  } catch (error) {
    if (error instanceof Invalid) return error.message;
    throw error;
  }
}

function order(props, value) {
  const problem = some(props.options, value);
  return (
    problem ||
    ([...value].sort().join() === Object.keys(props.options).sort().join() ? "" : "an order names every line once")
  );
}

const CHECKS = {
  single: (props, value) => one(props.options, value),
  multiple: (props, value) => some(props.options, value),
  select_n: (props, value) =>
    some(props.options, value) || (new Set(value).size > props.n ? `choose at most ${props.n}` : ""),
  order,
  grouping: (props, value) =>
    each(
      over(props.groups, (ids, group) => some(group.options, ids)),
      value,
    ),
  matrix_single: (props, value) =>
    each(
      over(props.rows, (id) => one(props.columns, id)),
      value,
    ),
  matrix_multiple: (props, value) =>
    each(
      over(props.columns, (ids) => some(props.rows, ids)),
      value,
    ),
  cloze: blanks,
  table_cloze: blanks,
  rationale,
  drag_cloze: (props, value) =>
    each(
      over(places(props, false), (id) => one(props.tokens, id)),
      value,
    ),
  highlight: (props, value) => some(places(props, true), value),
  bowtie: (props, value) =>
    each(
      {
        actions: (ids) => pair(props.actions, ids),
        condition: (id) => one(props.conditions, id),
        parameters: (ids) => pair(props.parameters, ids),
      },
      value,
    ),
  numeric,
  text: (props, value) => (typeof value === "string" ? "" : "the answer must be text"),
};

/** Say why a response does not fit its question, or nothing; null is the empty answer and always fits. */
export function misfit(props, response) {
  if (response === null || response === undefined) return "";
  if (props.prediction) return one(props.prediction.options, response);
  const check = CHECKS[props.kind];
  if (!check) return `questions of kind ${named(props.kind)} cannot be answered here`;
  if ([response, response?.value].some((text) => typeof text === "string" && [...text].length > LONGEST))
    return "the text is too long";
  return check(props, response);
}
