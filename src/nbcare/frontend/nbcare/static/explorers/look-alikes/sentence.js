// The sentence that restates the board, its tables, and the comparison at the end.
import { fill, h, rich } from "../../toolkit/index.js";
import { grid } from "../../kit/table.js";
import { cell, fits, score, trust, worthReading } from "./score.js";

/** Return the sentence: the last answer while notes are open, the whole board at the end. */
export function sentenceOf({ sentences, pictures, certainty, notes }, answers, last, open) {
  const found = score(notes, answers);
  const counts = { done: found.done, all: notes.length, settled: found.settled };
  if (open || !found.over) {
    const note = notes.find(({ child }) => child === last);
    const { given, certainty: sure } = answers[last];
    const values = {
      ...counts,
      child: last,
      picture: pictures[note.key].name,
      given: pictures[given].name,
      certainty: certainty[sure].name,
    };
    return fill(fits(note, answers) ? sentences.right : sentences.wrong, values);
  }
  const { mixed, sureOff } = found;
  const whole = mixed
    ? fill(sentences.mixed, {
        ...counts,
        first: pictures[mixed.first].name,
        second: pictures[mixed.second].name,
        n: mixed.times,
      })
    : fill(sentences.clean, counts);
  const off = fill(sentences.sure_off, { children: sureOff.map(({ child }) => child).join(", ") || sentences.nobody });
  return [whole, off, sureOff.length ? sentences.look : ""].filter(Boolean).join(" ");
}

/** Return {columns, rows} of the notes that were answered; at the end the ones worth reading come first. */
export function noteTable({ notes, notes_table: table, pictures, certainty }, answers) {
  const sorted = score(notes, answers).over
    ? worthReading(notes, answers)
    : notes.filter(({ child }) => answers[child]);
  const rows = sorted.map((note) => {
    const { given, certainty: sure } = answers[note.child];
    return [
      note.child,
      pictures[given].short,
      certainty[sure].name,
      pictures[note.key].short,
      fill(note.why, note.figures ?? {}),
    ];
  });
  return { columns: table.columns, rows };
}

/** Return {columns, rows, marked} of the board. */
export function boardTable({ notes, pictures, board_table: table }, answers) {
  const ids = Object.keys(pictures);
  const say = (children) =>
    children.length ? fill(table.cell, { n: children.length, children: children.join(", ") }) : "0";
  const rows = ids.map((was) => [pictures[was].short, ...ids.map((given) => say(cell(notes, answers, was, given)))]);
  return {
    columns: [table.corner, ...ids.map((id) => pictures[id].short)],
    rows,
    marked: (row, column) => (row === column - 1 ? table.here : ""),
  };
}

/** Return {columns, rows} of what tells the pictures apart; `ids` are the pictures to compare. */
export function featureTable({ features, pictures }, ids = Object.keys(pictures)) {
  const rows = Object.entries(features.rows).map(([row, label]) => [
    label,
    ...ids.map((id) => features.cells[id][row]),
  ]);
  return { columns: [features.corner, ...ids.map((id) => pictures[id].short)], rows };
}

/** Return the nodes of the end: the pair that was mixed up, side by side, and what being sure was worth. */
export function endOf(words, answers) {
  const { labels, pictures, certainty, notes } = words;
  const { mixed } = score(notes, answers);
  const lines = Object.entries(certainty).map(([id, { label }]) => {
    const { all, settled } = trust(notes, answers, id);
    return h("li", null, fill(all ? labels.trust_line : labels.trust_none, { certainty: label, settled, all }));
  });
  return [
    mixed ? pair(words, mixed) : h("p", { class: "nbc-x-over-title" }, labels.no_pair),
    h("p", { class: "nbc-x-over-title" }, labels.trust),
    h("ul", null, lines),
  ];

  function pair(all, { first, second }) {
    const title = fill(labels.pair, { first: pictures[first].name, second: pictures[second].name });
    const { columns, rows } = featureTable(all, [first, second]);
    return [
      h("p", { class: "nbc-x-over-title" }, title),
      grid(
        columns.map(rich),
        rows.map((row) => row.map(rich)),
        title,
      ),
    ];
  }
}
