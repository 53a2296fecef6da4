// Look-alikes: mixed notes, which of four, how sure; a board of what was confused, and a second round for it.
import { action, fill, h, dataTable } from "../toolkit/index.js";
import { ask } from "./look-alikes/ask.js";
import { board } from "./look-alikes/board.js";
import { score } from "./look-alikes/score.js";
import { boardTable, endOf, featureTable, noteTable, sentenceOf } from "./look-alikes/sentence.js";

export const styles = ["look-alikes.css"];

/** Return the notes with their two answers, the board and its tables. */
export function mount(props, ctx) {
  const words = checked(props.data);
  const { notes, labels } = words;
  const now = { answers: {}, queue: notes.map(({ child }) => child), at: 0, last: null, again: false, reached: false };
  const place = h("div", { class: "nbc-x-drill-case" });
  const picture = board(words);
  const tables = {
    notes: dataTable(words.notes_table),
    board: dataTable(words.board_table),
    features: dataTable(words.features),
  };
  tables.features.show(featureTable(words));
  showNote();
  showAnswers();
  return {
    // On a telephone the note comes before the board.
    element: h(
      "div",
      { class: "nbc-x-two" },
      h("div", { class: "nbc-x-controls" }, place),
      h("figure", { class: "nbc-x-figure" }, picture.element),
    ),
    tables: Object.values(tables).map(({ element }) => element),
    pictures: [{ name: words.board.name, svg: picture.svg }],
    sentence: () => (now.last ? sentenceOf(words, now.answers, now.last, now.at < now.queue.length) : props.sentence),
    reached: () => now.reached,
  };

  function showNote() {
    const note = notes.find(({ child }) => child === now.queue[now.at]);
    const where = { n: now.at + 1, all: now.queue.length, again: now.again, last: now.at === now.queue.length - 1 };
    place.replaceChildren(...ask(words, note, where, { heard: (answer) => heard(note, answer), on }));
  }
  function heard({ child }, answer) {
    now.answers[child] = answer;
    now.last = child;
    showAnswers();
  }
  function on() {
    now.at += 1;
    if (now.at < now.queue.length) showNote();
    else ended();
    place.querySelector("[tabindex='-1']").focus();
    showAnswers();
  }
  function ended() {
    now.reached = true;
    const { weak } = score(notes, now.answers);
    const more = weak.length
      ? action(
          fill(labels.missed, { n: weak.length }),
          () =>
            round(
              words.again.filter((name) => weak.some(({ child }) => child === name)),
              true,
            ),
          "nbc-primary",
        )
      : null;
    const all = action(labels.restart, () =>
      round(
        notes.map(({ child }) => child),
        false,
      ),
    );
    const result = h("div", { class: "nbc-x-ended", tabindex: "-1" }, endOf(words, now.answers));
    place.replaceChildren(result, h("div", { class: "nbc-x-buttons" }, more, all));
  }
  function round(queue, again) {
    Object.assign(now, { queue, again, at: 0, last: again ? now.last : null, answers: again ? now.answers : {} });
    showNote();
    place.querySelector("[tabindex='-1']").focus();
    showAnswers();
  }
  function showAnswers() {
    picture.show({ answers: now.answers });
    tables.notes.show(noteTable(words, now.answers));
    tables.board.show(boardTable(words, now.answers));
    ctx.changed();
  }
}

function checked(data) {
  const children = data.notes.map(({ child }) => child);
  for (const { child, key, tempts } of data.notes) {
    const silent = Object.keys(data.pictures).find((id) => id !== key && !tempts[id]);
    if (!data.pictures[key] || silent)
      throw new Error(`the note of ${child} has no answer for “${data.pictures[key] ? silent : key}”`);
  }
  if ([...data.again].sort().join() !== [...children].sort().join())
    throw new Error("the second round does not name every child once");
  return data;
}
