// Score a response by the NGN rules, exactly as src/nbcare/questions/scoring does, in whole points.
// score(item, response) -> {points, max, status, problem}; marks(item, response) -> {element: word}.

import { canonicalUnit, compare, decimal, isBlankNumber, readNumber, readUnit } from "./score-number.js";
import { Invalid, atMost, has, idSet, isBlank, isEmpty, mapValues, oneId, own, parts } from "./score-shape.js";

const LONGEST_TEXT = 20000;

// ---- rules
const zeroOne = (given, key) => new Set(given.filter((each) => key.includes(each))).size;
function plusMinus(given, key) {
  const right = zeroOne(given, key);
  return Math.max(0, right - (new Set(given).size - right));
}

// ---- marks
function markSet(ids, chosen, key, prefix = "") {
  const word = (id) => {
    if (chosen.includes(id)) return key.includes(id) ? "right" : "wrong";
    return key.includes(id) ? "missed" : "";
  };
  return Object.fromEntries(ids.map((id) => [prefix + id, word(id)]));
}

const markEach = (given, key) =>
  mapValues(key, (right, slot) => {
    if (!has(given, slot) || given[slot] === null) return "missed";
    return given[slot] === right ? "right" : "wrong";
  });

const rights = (marks) => Object.values(marks).filter((word) => word === "right").length;

// ---- kinds: each {read, points, max, marks}
const options = (item) => Object.keys(item.options);
const chosenSet = (item, response) => idSet(response, options(item));
const keyCount = (item) => item.key.length;
const markOptions = (item, answer) => markSet(options(item), answer, item.key);

const single = {
  read: (item, response) => oneId(response, options(item)),
  points: (item, answer) => (answer === item.key ? 1 : 0),
  max: () => 1,
  marks: (item, answer) => markSet(options(item), answer === null ? [] : [answer], [item.key]),
};

const multiple = {
  read: chosenSet,
  points: (item, answer) => plusMinus(answer, item.key),
  max: keyCount,
  marks: markOptions,
};

const selectN = {
  ...multiple,
  read: (item, response) => atMost(chosenSet(item, response), item.n),
  points: (item, answer) => zeroOne(answer, item.key),
};

function spans(item) {
  const passages = [item.text ?? "", ...(item.table?.rows ?? []).flat()];
  const found = passages.flatMap((text) => [...text.matchAll(/\[\[([A-Za-z][A-Za-z0-9_-]*):[ ]*([^\[\]]+)\]\]/g)]);
  return found.map((match) => match[1]);
}

const highlight = {
  ...multiple,
  read: (item, response) => idSet(response, spans(item), "span"),
  marks: (item, answer) => markSet(spans(item), answer, item.key),
};

const order = {
  read: chosenSet,
  points: (item, answer) =>
    answer.length === item.key.length && answer.every((id, place) => id === item.key[place]) ? 1 : 0,
  max: () => 1,
  marks: (item, answer) =>
    mapValues(item.options, (_, id) => {
      if (!answer.includes(id)) return "missed";
      return answer.indexOf(id) === item.key.indexOf(id) ? "right" : "wrong";
    }),
};

function partChoices(item) {
  if (item.kind === "grouping") return mapValues(item.groups, (group) => Object.keys(group.options));
  return mapValues(item.columns, () => Object.keys(item.rows));
}

const bySets = {
  read(item, response) {
    const choices = partChoices(item);
    const [part, what] = item.kind === "grouping" ? ["group", "option"] : ["column", "row"];
    const given = parts(response, Object.keys(choices), part);
    return mapValues(given, (ids, id) => idSet(ids, choices[id], what));
  },
  // Each group or column has its own floor.
  points: (item, answer) =>
    Object.keys(partChoices(item)).reduce((sum, id) => sum + plusMinus(own(answer, id), own(item.key, id)), 0),
  max: (item) => Object.values(item.key).reduce((sum, ids) => sum + ids.length, 0),
  marks: (item, answer) =>
    Object.assign(
      {},
      ...Object.entries(partChoices(item)).map(([id, ids]) =>
        markSet(ids, own(answer, id), own(item.key, id), `${id}.`),
      ),
    ),
};

const matrixSingle = {
  read(item, response) {
    const given = parts(response, Object.keys(item.rows), "row");
    return mapValues(given, (column) => oneId(column, Object.keys(item.columns), "column"));
  },
  points: (item, answer) => rights(markEach(answer, item.key)),
  max: (item) => Object.keys(item.key).length,
  marks: (item, answer) => markEach(answer, item.key),
};

function readBlanks(item, response) {
  const dragged = item.kind === "drag_cloze";
  const given = parts(response, Object.keys(dragged ? item.key : item.blanks), "blank");
  return mapValues(given, (value, blank) =>
    oneId(value, Object.keys(dragged ? item.tokens : item.blanks[blank].options), dragged ? "token" : "option"),
  );
}

const blanks = { ...matrixSingle, read: readBlanks };

function sharesEffects(item) {
  if (item.effects.length !== 2) return false;
  const [one, two] = item.effects.map((effect) => item.blanks[effect].options);
  const ids = Object.keys(one);
  return ids.length === Object.keys(two).length && ids.every((id) => has(two, id) && one[id] === two[id]);
}

function markRationale(item, answer) {
  const marks = markEach(answer, item.key);
  if (!sharesEffects(item)) return marks;
  const right = item.effects.map((effect) => item.key[effect]);
  for (const effect of item.effects) {
    if (marks[effect] !== "missed") marks[effect] = right.includes(answer[effect]) ? "right" : "wrong";
  }
  return marks;
}

const rationale = {
  read(item, response) {
    const answer = readBlanks(item, response);
    const [one, two] = item.effects.map((effect) => (has(answer, effect) ? answer[effect] : null));
    if (one !== null && one === two && sharesEffects(item)) throw new Invalid("the same effect is chosen twice");
    return answer;
  },
  points(item, answer) {
    const marks = markRationale(item, answer);
    return marks[item.cause] === "right" ? item.effects.filter((effect) => marks[effect] === "right").length : 0;
  },
  max: (item) => item.effects.length,
  marks: markRationale,
};

const bowtie = {
  read(item, response) {
    const given = parts(response, ["actions", "parameters", "condition"], "part");
    const pair = (name) => atMost(idSet(given[name], Object.keys(item[name]), "token"), 2, name);
    const [actions, parameters] = [pair("actions"), pair("parameters")];
    return { actions, condition: oneId(given.condition, Object.keys(item.conditions), "token"), parameters };
  },
  points: (item, answer) => rights(bowtie.marks(item, answer)),
  max: () => 5,
  marks: (item, { actions, condition, parameters }) => ({
    ...markSet(Object.keys(item.actions), actions, item.key.actions, "actions."),
    ...markSet(
      Object.keys(item.conditions),
      condition === null ? [] : [condition],
      [item.key.condition],
      "conditions.",
    ),
    ...markSet(Object.keys(item.parameters), parameters, item.key.parameters, "parameters."),
  }),
};

// What holds the key: the named variant, or the item itself.
function keyed(item, variant) {
  if (isEmpty(variant)) return item;
  const found = (item.variants ?? []).find((each) => each.id === variant);
  if (!found) throw new Invalid("unknown variant");
  return found;
}

function keyOf(keyed) {
  if (!has(keyed, "key")) throw new Invalid("the response does not name the variant that it answers");
  return decimal(String(keyed.key));
}

const numeric = {
  read(item, response) {
    const given = parts(response, ["value", "unit", "variant"], "part");
    const unit = readUnit(item, isEmpty(given.unit) ? "" : given.unit);
    const own = keyed(item, given.variant);
    if (isEmpty(given.value)) return null;
    if (typeof given.value !== "string") {
      throw new Invalid("the number must be given as text");
    }
    return isBlankNumber(given.value) ? null : { value: readNumber(given.value), unit, key: keyOf(own) };
  },
  points(item, answer) {
    const marks = numeric.marks(item, answer);
    return marks.value === "right" && marks.unit === "right" ? 1 : 0;
  },
  max: () => 1,
  marks(item, answer) {
    if (answer === null) return { value: "missed", unit: "missed", low: "", high: "" };
    const place = compare(answer.value, answer.key, item.tolerance);
    return {
      value: place === "near" ? "right" : "wrong",
      unit: answer.unit === canonicalUnit(item.unit) ? "right" : "wrong",
      low: place === "low" ? "wrong" : "",
      high: place === "high" ? "wrong" : "",
    };
  },
};

// ---- written answers: a person's work
const text = {
  status: "manual",
  read(item, response) {
    if (isEmpty(response)) return null;
    if (typeof response !== "string") throw new Invalid("the response must be text");
    if ([...response].length > LONGEST_TEXT) throw new Invalid(`the text is longer than ${LONGEST_TEXT} characters`);
    return response.trim() === "" ? null : response;
  },
  points: () => 0,
  max: (item) => item.points,
  marks: () => ({}),
};

const KINDS = new Map(
  Object.entries({
    single,
    multiple,
    select_n: selectN,
    grouping: bySets,
    matrix_single: matrixSingle,
    matrix_multiple: bySets,
    cloze: blanks,
    table_cloze: blanks,
    drag_cloze: blanks,
    rationale,
    highlight,
    bowtie,
    order,
    numeric,
    text,
  }),
);

function kindOf(item) {
  const kind = KINDS.get(item.kind);
  if (!kind) throw new Error(`${item.id}: no scoring rule for kind ${item.kind}`);
  return kind;
}

// Read a response; a refused one counts as blank and leaves its reason.
function readResponse(kind, item, response) {
  try {
    return { answer: kind.read(item, isEmpty(response) ? null : response), problem: "" };
  } catch (refused) {
    if (!(refused instanceof Invalid)) throw refused;
    return { answer: kind.read(item, null), problem: refused.message };
  }
}

export function score(item, response) {
  const kind = kindOf(item);
  const max = kind.max(item);
  const { answer, problem } = readResponse(kind, item, response);
  if (problem) return { points: 0, max, status: "invalid", problem };
  if (isBlank(answer)) return { points: 0, max, status: "unanswered", problem: "" };
  return { points: kind.points(item, answer), max, status: kind.status ?? "scored", problem: "" };
}

export function marks(item, response) {
  const kind = kindOf(item);
  return kind.marks(item, readResponse(kind, item, response).answer);
}
