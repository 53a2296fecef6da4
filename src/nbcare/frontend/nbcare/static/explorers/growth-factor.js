// Which growth factor? Cards to sort into three trays; the plan of a place decides where one of them lies.
import { action, cardSort, choice, fill, h, stacked, dataTable } from "../toolkit/index.js";
import { drawTrays } from "./growth-factor/picture.js";

export const styles = ["white-cells.css", "growth-factor.css"];

/** Return the trays, the choice of the place and the cards. */
export function mount(props, ctx) {
  const words = checked(props.data);
  // `known`: cards that were looked at; `shown`: places at which the partner was.
  const state = { looked: false, known: new Set(), shown: new Set() };
  const place = choice({
    label: words.place_label,
    options: each(words.places, ({ label }) => label),
    value: Object.keys(words.places)[0],
    changed: moved,
  });
  const cards = cardSort({
    label: words.cards_label,
    cards: each(words.cards, ({ text }) => text),
    groups: each(words.trays, ({ label, drug }) => `${label} (${drug})`),
    changed: sorted,
  });
  const lookedLine = h("p", { class: "nbc-x-looked" });
  const bar = h("div", { class: "nbc-x-look" }, action(words.look, look), lookedLine);
  const picture = drawTrays(words);
  const now = dataTable(words.table);
  const key = dataTable(words.key);
  update();
  return {
    element: stacked(picture.element, [place.element, cards.element, bar]),
    tables: [now.element, key.element],
    pictures: [{ name: props.title, svg: picture.svg }],
    sentence: () => sentenceOf(props, found()),
    reached: () => ["america", "japan"].every((id) => state.shown.has(id)),
  };

  function found() {
    return tally(words, {
      place: place.value(),
      lies: cards.value(),
      looked: state.looked,
      partner: state.shown.size > 0,
    });
  }
  function sorted() {
    state.looked = false; // a card that moved has lost its mark
    update();
  }
  function look() {
    const lies = cards.value();
    state.looked = Object.keys(lies).length > 0;
    for (const id of Object.keys(lies)) state.known.add(id);
    if (lies[words.partner]) state.shown.add(place.value());
    update();
    if (!state.looked) lookedLine.textContent = words.first;
  }
  function moved() {
    if (state.shown.size) state.shown.add(place.value());
    update();
  }
  function update() {
    const result = found();
    if (state.looked) cards.review(result.right, result.why);
    lookedLine.textContent = state.looked ? fill(words.sentences.looked, result.values) : "";
    picture.show(result);
    now.show(trayTable(words, result));
    key.show(keyTable(words, result.place, state));
    ctx.changed();
  }
}

/** Count once what picture, tables and sentence say. */
export function tally(words, { place, lies, looked, partner }) {
  const ids = Object.keys(lies);
  const allowed = (id) => at(words.cards[id].tray, place);
  const fits = (id) => allowed(id).includes(lies[id]);
  const trays = each(words.trays, (_, tray) => ids.filter((id) => lies[id] === tray));
  return {
    place,
    looked,
    trays,
    partners: partner ? allowed(words.partner) : null,
    right: Object.fromEntries(ids.map((id) => [id, fits(id) ? lies[id] : allowed(id)[0]])),
    why: Object.fromEntries(ids.map((id) => [id, at(words.cards[id][fits(id) ? "fits" : "misses"], place)])),
    values: {
      place: words.places[place].label,
      ...each(trays, (list) => list.length),
      left: Object.keys(words.cards).length - ids.length,
      sorted: ids.length,
      fit: ids.filter(fits).length,
    },
  };
}

function sentenceOf({ sentence, data }, { place, looked, partners, values }) {
  const { sentences, places } = data;
  if (!values.sorted && !partners && place === Object.keys(places)[0]) return sentence;
  const parts = [sentences.main, looked && sentences.looked].filter(Boolean).map((text) => fill(text, values));
  return [...parts, partners && places[place].says].filter(Boolean).join(" ");
}

function trayTable({ trays, cards, table }, { trays: lie, partners }) {
  const partner = (id) => (partners ? (partners.includes(id) ? table.with : table.without) : table.unknown);
  const rows = Object.entries(trays).map(([id, { label, drug }]) => [
    label,
    drug,
    lie[id].map((card) => cards[card].text).join("; ") || table.empty,
    partner(id),
  ]);
  return { columns: table.columns, rows };
}

/** A row is filled when its card was looked at: a table must not give answers away. */
function keyTable({ cards, places, trays, key, partner }, place, { known, shown }) {
  const names = Object.keys(places);
  const isKnown = (card, id) => (card === partner ? shown.has(id) : known.has(card));
  const trayNames = (tray, id) =>
    at(tray, id)
      .map((one) => trays[one].label)
      .join(` ${key.or} `);
  const rows = Object.entries(cards).map(([card, { text, tray }]) => [
    text,
    ...names.map((id) => (isKnown(card, id) ? trayNames(tray, id) : key.unknown)),
  ]);
  return {
    columns: [key.corner, ...names.map((id) => `${places[id].label}${id === place ? ` ${key.here}` : ""}`)],
    rows,
  };
}

/** Return what holds at a place: most cards are the same everywhere. */
function at(value, place) {
  return typeof value === "string" || Array.isArray(value) ? value : value[place];
}

function each(object, change) {
  return Object.fromEntries(Object.entries(object).map(([id, value]) => [id, change(value, id)]));
}

function checked(data) {
  if (!data.cards[data.partner]) throw new Error(`there is no card “${data.partner}”, which the place should move`);
  return data;
}
