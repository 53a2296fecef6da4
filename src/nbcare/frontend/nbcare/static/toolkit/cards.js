// Cards to sort into groups: each card has a list of the groups, so nobody has to drag.
import { h, uid } from "../kit/dom.js";
import { paperChoices } from "../kit/paper.js";
import { plain, rich } from "../kit/rich.js";
import { words } from "./strings.js";
import { verdict } from "./verdict.js";
import { unheard } from "./words.js";

/**
 * Make {element, value(), set(value), review(key, why), again()}; `cards` and `groups` are {id: text}.
 * The value is {card: group}; `changed(value)` is called at every move; `review` marks each card that the key {card: group}
 * holds and prints `why[card]` below it; a card that the key leaves out stays without a mark.
 */
export function cardSort({ label, cards, groups, changed = unheard }) {
  const name = uid("cards");
  const selects = Object.fromEntries(Object.keys(cards).map((id) => [id, picker(id)]));
  const notes = Object.fromEntries(Object.keys(cards).map((id) => [id, h("div", { class: "nbc-x-card-note" })]));
  const piles = Object.fromEntries(["", ...Object.keys(groups)].map((id) => [id, h("ul", { class: "nbc-x-pile" })]));
  const drawn = Object.fromEntries(Object.keys(cards).map((id) => [id, card(id)]));
  const count = h("p", { class: "nbc-note", role: "status" });
  const element = h(
    "div",
    { class: "nbc-x-cards", role: "group", "aria-labelledby": name },
    h("p", { id: name, class: "nbc-label" }, rich(label)),
    h("div", { class: "nbc-x-piles" }, Object.keys(piles).map(pile)),
    count,
  );
  deal();
  return { element, value, set, review, again: () => set({}) };

  function picker(id) {
    const options = [["", words.notSorted], ...Object.entries(groups)].map(([group, text]) =>
      h("option", { value: group }, plain(text)),
    );
    return h("select", { class: "nbc-select", "aria-label": plain(cards[id]), onchange: () => moved(id) }, options);
  }
  function card(id) {
    return h(
      "li",
      { class: "nbc-x-card", "data-card": id },
      h("p", null, rich(cards[id])),
      selects[id],
      paperChoices(selects[id]),
      notes[id],
    );
  }
  function pile(id) {
    return h(
      "section",
      { class: "nbc-x-group", "data-group": id },
      h("p", { class: "nbc-x-group-name" }, rich(id ? groups[id] : words.notSorted)),
      piles[id],
    );
  }
  function value() {
    return Object.fromEntries(
      Object.entries(selects)
        .filter(([, select]) => select.value)
        .map(([id, select]) => [id, select.value]),
    );
  }
  function set(next) {
    for (const [id, select] of Object.entries(selects)) select.value = next[id] ?? "";
    deal();
  }
  function moved(id) {
    deal();
    selects[id].focus(); // moving a node takes its focus away
    changed(value());
  }
  function deal() {
    for (const [id, node] of Object.entries(drawn)) {
      if (node.parentNode !== piles[selects[id].value]) piles[selects[id].value].append(node);
      notes[id].replaceChildren();
    }
    count.textContent = words.sorted(Object.keys(value()).length, Object.keys(cards).length);
  }
  function review(key, why = {}) {
    for (const [id, select] of Object.entries(selects)) {
      notes[id].replaceChildren();
      if (!Object.hasOwn(key, id)) continue;
      const right = select.value === key[id];
      notes[id].replaceChildren(
        verdict(right ? "right" : "wrong", right ? "" : words.belongs(plain(groups[key[id]]))),
        why[id] ? h("p", null, rich(why[id])) : "",
      );
    }
  }
}
