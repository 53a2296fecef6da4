// The page: it asks for what is new, and changes only the items that changed.
import { fill, h } from "../kit/dom.js";
import { loadKinds } from "../kit/kinds.js";
import { card, findings, problem } from "./card.js";
import { strings } from "./strings.js";

const EVERY = 600; // ms between two looks at the files
const PLACE = "nbcare.preview"; // where the page was, for a reload after the kit changed

const main = document.querySelector(".pv-main");
const alertBox = document.querySelector(".pv-alert");
const head = document.querySelector(".pv-head");
const cards = new Map(); // item id → {text, card}
const general = h("div", { class: "nbc-root pv-general" });
const changes = h("p", { class: "pv-changes", role: "status" });
const total = h("span", { class: "pv-total" });
const only = h("input", {
  type: "search",
  id: "only",
  autocomplete: "off",
  spellcheck: "false",
  oninput: () => filter(),
});
const jump = h("select", { id: "jump", onchange: () => go(jump.value) });
let seen = "";
let kit = null;

function start() {
  const field = (control, label) => h("p", { class: "pv-field" }, h("label", { for: control.id }, label), control);
  only.placeholder = strings.onlyHint;
  fill(
    head,
    h("h1", null, strings.title("…")),
    h("p", { class: "pv-hint" }, strings.hint),
    h("div", { class: "pv-tools" }, field(only, strings.only), field(jump, strings.jump), total),
    changes,
  );
  main.append(general);
  const saved = JSON.parse(sessionStorage.getItem(PLACE) || "{}");
  sessionStorage.removeItem(PLACE);
  only.value = saved.only ?? "";
  look(saved.anchor);
}

async function look(anchor = null) {
  try {
    const answer = await fetch(`/state?seen=${seen}`);
    if (answer.ok && answer.status !== 204) await take(await answer.json(), anchor);
    else if (answer.status !== 204) complain([h("p", null, strings.failed)]);
    if (answer.ok && alertBox.dataset.stopped) takeAgain();
  } catch {
    alertBox.dataset.stopped = "yes";
    complain([h("p", null, strings.stopped)]);
  }
  setTimeout(look, EVERY);
}

/** The server is back: ask for everything, for the message hides what it said last. */
function takeAgain() {
  delete alertBox.dataset.stopped;
  seen = "";
}

async function take(page, anchor) {
  if (kit !== null && page.kit !== kit) return reload();
  await loadKinds(page.items?.map(({ props }) => props) ?? []);
  ({ version: seen, kit } = page);
  document.title = strings.title(page.file.split("/").pop());
  head.querySelector("h1").textContent = document.title;
  if (page.errors.length)
    return complain([
      h("p", { class: "pv-label" }, strings.broken),
      page.errors.map(problem),
      cards.size ? h("p", null, strings.older) : null,
    ]);
  complain(null);
  const where = anchor ?? position();
  const changed = show(page.items);
  fill(general, findings(page.general));
  filter();
  restore(where);
  if (changed.length && !anchor) changes.textContent = strings.updated(changed);
}

function complain(content) {
  const where = position();
  fill(alertBox, ...(content ? [content] : []));
  alertBox.hidden = !content;
  restore(where);
}

/** Show the items in their order; an item whose text is the same keeps its card, with what was tried in it. */
function show(items) {
  const first = cards.size === 0;
  const changed = [];
  for (const [id, { card: old }] of [...cards]) {
    if (items.some((item) => item.id === id)) continue;
    old.stop();
    old.element.remove();
    cards.delete(id);
    changed.push(id);
  }
  items.forEach((item, at) => {
    const text = JSON.stringify(item);
    const known = cards.get(item.id);
    if (known?.text !== text) {
      known?.card.stop();
      const made = card(item);
      if (known) known.card.element.replaceWith(made.element);
      cards.set(item.id, {
        text,
        card: made,
        words: `${item.id} ${item.kind} ${item.use} ${item.props?.stem ?? ""}`.toLowerCase(),
      });
      changed.push(item.id);
    }
    const { element } = cards.get(item.id).card;
    if (main.children[at + 1] !== element) main.insertBefore(element, main.children[at + 1] ?? null);
  });
  const chosen = jump.value;
  fill(
    jump,
    h("option", { value: "" }, strings.chooseItem),
    items.map(({ id }) => h("option", { value: id }, id)),
  );
  jump.value = cards.has(chosen) ? chosen : "";
  return first ? [] : changed;
}

function filter() {
  const wanted = only.value.trim().toLowerCase();
  let visible = 0;
  for (const { card: one, words } of cards.values()) {
    one.element.hidden = !words.includes(wanted);
    visible += one.element.hidden ? 0 : 1;
  }
  total.textContent = strings.shown(visible, cards.size);
}

function go(id) {
  const element = cards.get(id)?.card.element;
  if (!element) return;
  if (element.hidden) {
    only.value = "";
    filter();
  }
  element.scrollIntoView();
  element.focus({ preventScroll: true });
}

/** Name the item at the top of the window, and how far it is scrolled; at the top of the page there is nothing to keep. */
function position() {
  if (window.scrollY === 0) return null;
  for (const [id, { card: one }] of cards) {
    const { top, bottom } = one.element.getBoundingClientRect();
    if (!one.element.hidden && bottom > 0) return { id, top };
  }
  return null;
}

function restore(where) {
  const element = where && cards.get(where.id)?.card.element;
  if (element) window.scrollBy(0, element.getBoundingClientRect().top - where.top);
}

/** A module of the kit changed: only a new page runs it. */
function reload() {
  sessionStorage.setItem(PLACE, JSON.stringify({ only: only.value, anchor: position() }));
  location.reload();
}

start();
