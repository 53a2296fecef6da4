// A drill: short cases in mixed order, an answer at once, the score as it grows, every case in a table at the end.
import { h } from "../kit/dom.js";
import { plain, rich } from "../kit/rich.js";
import { choice } from "./choice.js";
import { generator, shuffled } from "./random.js";
import { words } from "./strings.js";
import { dataTable } from "./data-table.js";
import { verdict } from "./verdict.js";
import { unheard } from "./words.js";

/**
 * Make {element, table, state(), stop}; a case is {text, key, why}, `options` are {id: label}; `changed(state)` follows each answer
 * with {done, right, all, over}. Cases of one kind never stand together longer than they must, and each round has another order.
 */
export function drill({ label, cases, options, seed = 1, changed = unheard }) {
  const random = generator(seed);
  const round = { order: [], given: [] };
  const score = h("p", { class: "nbc-note", role: "status" });
  const place = h("div", { class: "nbc-x-drill-case" });
  const table = dataTable({ summary: words.drillTable, caption: words.drillTable });
  const element = h("div", { class: "nbc-x-drill" }, place, score);
  begin();
  return { element, table, state, restart };

  function state() {
    const right = round.given.filter((given, i) => given === cases[round.order[i]].key).length;
    return { done: round.given.length, right, all: cases.length, over: round.given.length === cases.length };
  }
  function restart() {
    begin();
    changed(state());
  }
  function begin() {
    Object.assign(round, { order: interleaved(cases, random), given: [] });
    ask();
    showScore();
  }
  function ask() {
    const one = cases[round.order[round.given.length]];
    const answer = choice({ label, options, changed: () => (warning.textContent = "") });
    const warning = h("p", { class: "nbc-x-warning", role: "alert" });
    const result = h("div", { class: "nbc-x-drill-result", role: "status" });
    const button = h(
      "button",
      {
        type: "button",
        class: "nbc-button nbc-primary",
        onclick: () => checked(one, answer, { warning, result, button }),
      },
      words.check,
    );
    const head = h("p", { class: "nbc-x-step" }, words.drillCase(round.given.length + 1, cases.length));
    place.replaceChildren(
      head,
      h("div", { class: "nbc-x-case" }, rich(one.text)),
      answer.element,
      button,
      warning,
      result,
    );
  }
  function checked(one, answer, { warning, result, button }) {
    const given = answer.value();
    if (given === null) return (warning.textContent = words.answerFirst);
    round.given.push(given);
    for (const input of answer.element.querySelectorAll("input")) input.disabled = true;
    const right = given === one.key;
    result.replaceChildren(
      verdict(right ? "right" : "wrong", right ? "" : words.rightIs(plain(options[one.key]))),
      h("p", null, rich(one.why)),
    );
    const { over } = state();
    const on = h(
      "button",
      { type: "button", class: "nbc-button nbc-primary", onclick: () => (over ? restart() : ask(), focus()) },
      over ? words.drillAgain : words.drillNext,
    );
    button.replaceWith(on);
    on.focus();
    showScore();
    changed(state());
  }
  function focus() {
    place.querySelector("input")?.focus();
  }
  function showScore() {
    const { done, right, all, over } = state();
    score.textContent = over ? words.drillEnd(right, all) : words.drillScore(right, done);
    table.show({
      columns: words.drillColumns,
      rows: round.given.map((given, i) => [
        cases[round.order[i]].text,
        options[given],
        options[cases[round.order[i]].key],
      ]),
    });
  }
}

/** Return the places of the cases in an order that mixes their keys. */
export function interleaved(cases, random) {
  const left = shuffled(
    cases.map((_, i) => i),
    random,
  );
  const order = [];
  while (left.length) {
    // The key with the most cases left goes first, unless it was just asked; else it would pile up at the end.
    const count = (i) => left.filter((other) => cases[other].key === cases[i].key).length;
    const last = cases[order.at(-1)]?.key;
    const fresh = left.filter((i) => cases[i].key !== last);
    const from = fresh.length ? fresh : left;
    const next = from.reduce((best, i) => (count(i) > count(best) ? i : best), from[0]);
    order.push(...left.splice(left.indexOf(next), 1));
  }
  return order;
}
