// Gaps filled from a list, for the kinds whose text has [[b1]] in it.
import { h } from "./dom.js";
import { markPlaces } from "./mark.js";
import { seededOrder } from "./seeded-hash.js";
import { paperChoices } from "./paper.js";
import { plain } from "./rich.js";
import { strings } from "./strings.js";
import { placedParagraphs, placesOf } from "./template.js";

const WORDS = 5; // on each side of a gap in its name

const inText = (item) => (gap) => placedParagraphs(item.text, gap);

/**
 * Make the text with a select in each gap; optionsOf(gap) gives {id: words}, lay(gap) the text or table around them,
 * where(item, gap) the words that its list is named by.
 */
export function gapText(
  item,
  ctx,
  optionsOf,
  wrap = (_gap, select, _name) => select,
  lay = inText(item),
  where = around,
) {
  const selects = {};
  const places = {};
  const gap = (id) => {
    const number = Object.keys(selects).length + 1;
    const name = strings.gapOf(number, ctx.title, where(item, id));
    selects[id] = select(item, ctx, optionsOf(id), name);
    const shown = h("span", { class: "nbc-gap-number", "aria-hidden": "true" }, number);
    const node = h("span", { class: "nbc-gap" }, shown, wrap(id, selects[id], name), paperChoices(selects[id]));
    places[id] = { node, at: node };
    return node;
  };
  const element = h("div", { class: "nbc-gaps" }, lay(gap));
  const get = () => {
    const filled = Object.entries(selects).filter(([, one]) => one.value !== "");
    return filled.length ? Object.fromEntries(filled.map(([id, one]) => [id, one.value])) : null;
  };
  const set = (response) => {
    for (const [id, one] of Object.entries(selects)) one.value = response?.[id] ?? "";
  };
  return { element, selects, get, set, review: (marks) => markPlaces(places, marks, "empty") };
}

/**
 * Give the words on both sides of a gap, as far as its paragraph goes: lists of other texts have the same number.
 * @param {any} item
 */
function around({ text = "" }, gap) {
  const parts = text.split(/\n\s*\n/).find((part) => part.includes(`[[${gap}]]`)) ?? "";
  const [before, after = [""]] = parts.split(`[[${gap}]]`).map((part) => plain(withBlanks(part)).split(" "));
  return `${before.slice(-WORDS).join(" ")} … ${after.slice(0, WORDS).join(" ")}`.replace(/[\s.]+$/, "").trim();
}

/** Give a text with a word in the place of each gap. */
export function withBlanks(text) {
  return text.replace(/\[\[[^\]]*\]\]/g, strings.blank);
}

function select(item, ctx, options, name) {
  const ids = Object.keys(options);
  const order = item.shuffle === false ? ids : seededOrder(ctx.seed, item.id, ids);
  return h(
    "select",
    { class: "nbc-select", "aria-label": name, onchange: () => ctx.changed() },
    h("option", { value: "" }, strings.choose),
    order.map((id) => h("option", { value: id }, plain(options[id]))),
  );
}

/** Say which words stand in which gap: a line for each that is filled. */
export function describeGaps(item, response, optionsOf) {
  return placesOf(item).flatMap(({ id }, i) =>
    response?.[id] ? [{ place: strings.gap(i + 1), text: plain(optionsOf(id)[response[id]] ?? response[id]) }] : [],
  );
}
