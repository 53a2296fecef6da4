// The chart an item carries: one page of it, or tabs; what is new in a growing chart says so in words.
import { h, uid } from "./dom.js";
import { paragraphs, plain, rich } from "./rich.js";
import { strings } from "./strings.js";
import { grid } from "./table.js";
import { trend } from "./trend.js";

/** Make the word that marks what was added. */
function fresh(yes) {
  return yes ? [" ", h("span", { class: "nbc-new" }, strings.isNew)] : null;
}

function entries(list) {
  return h(
    "ul",
    { class: "nbc-entries" },
    list.map(({ at, text, new: added }) =>
      h(
        "li",
        { class: "nbc-entry" },
        at || added ? h("p", { class: "nbc-entry-at" }, at, fresh(added)) : null,
        paragraphs(text),
      ),
    ),
  );
}

function table({ columns, rows }, title, added) {
  const first = rows.length - added;
  return grid(
    columns.map(rich),
    rows.map((row, n) => row.map((cell, i) => [rich(cell), fresh(i === 0 && n >= first)])),
    title,
  );
}

function picture({ image, alt }) {
  // Only a picture that the build put into the page: a page asks no other place for anything.
  if (!String(image).startsWith("data:image/")) return h("p", { class: "nbc-para" }, alt);
  return h("img", { class: "nbc-picture", src: image, alt });
}

function body(one) {
  const added = one.new ? 0 : (one.added ?? 0);
  const parts = [
    one.image ? picture(one) : null,
    one.text ? paragraphs(one.text) : null,
    one.entries ? entries(one.entries) : null,
    one.table ? table(one.table, one.title, added) : null,
    one.trend ? trend(one.trend, one.title, added) : null,
  ].filter(Boolean);
  return parts.length === 1 && parts[0] instanceof Element && parts[0].hasAttribute("tabindex")
    ? parts[0]
    : h("div", null, parts);
}

/** Make the exhibits of an item, or nothing. */
export function exhibits(list) {
  if (!Array.isArray(list) || list.length === 0) return null;
  if (list.length > 1) return chart(list).element;
  const [one] = list;
  return h(
    "div",
    { class: "nbc-exhibits" },
    h("details", { class: "nbc-exhibit", open: true }, h("summary", null, one.title || strings.exhibits), body(one)),
  );
}

/** Make a chart with tabs; show(list) shows it grown. */
export function chart(list) {
  const tabs = new Tabs();
  tabs.fill(list);
  return { element: tabs.element, show: (grown) => tabs.fill(grown) };
}

/** List what is new in a chart: [{title, words, exhibit}], the words for saying it, the exhibit with nothing but the new. */
export function news(list) {
  return list.flatMap((one) => {
    const { id, title, added = 0 } = one;
    if (one.new) return [{ title, words: strings.newPage, exhibit: one }];
    const some = one.entries?.filter((entry) => entry.new) ?? [];
    if (some.length) return [{ title, words: strings.newEntries(some.length), exhibit: { id, title, entries: some } }];
    if (added && one.table)
      return [
        {
          title,
          words: strings.newRows(added),
          exhibit: { id, title, table: { ...one.table, rows: one.table.rows.slice(-added) } },
        },
      ];
    if (added && one.trend)
      return [
        {
          title,
          words: one.trend.columns.slice(-added).join(", "),
          exhibit: { id, title, trend: lastTimes(one.trend, added) },
        },
      ];
    return [];
  });
}

/** Make the pages of a chart one below the other, for paper. */
export function pages(list) {
  return list.map((one) => h("div", { class: "nbc-panel" }, h("p", { class: "nbc-heading" }, one.title), body(one)));
}

function lastTimes({ columns, rows }, added) {
  const last = ([name, ...values]) => [name, ...values.slice(-added)];
  return { columns: last(columns), rows: rows.map(last) };
}

class Tabs {
  constructor() {
    this.bar = h("div", {
      class: "nbc-tabs",
      role: "tablist",
      "aria-label": strings.exhibits,
      onkeydown: (event) => this.key(event),
    });
    this.element = h("div", { class: "nbc-exhibits nbc-chart" });
  }

  /** Show these pages; what is new comes to the front. */
  fill(list) {
    const before = this.ids?.[this.chosen];
    const titles = news(list).map(({ title }) => title);
    this.ids = list.map(({ id, title }) => id ?? title);
    this.panels = list.map((one) => this.panel(one));
    this.tabs = list.map((one, i) => this.tab(one, i, titles.length < list.length && titles.includes(one.title)));
    this.bar.replaceChildren(...this.tabs);
    this.element.replaceChildren(this.bar, ...this.panels);
    const front = list.findIndex(({ title }) => title === titles[0]);
    this.show(titles.length < list.length && front >= 0 ? front : Math.max(0, this.ids.indexOf(before)));
  }

  panel(one) {
    const content = body(one);
    // A table scrolls in a region that takes the focus; plain text needs the panel to.
    const focus = content.hasAttribute("tabindex") ? {} : { tabindex: "0" };
    return h(
      "div",
      { class: "nbc-panel", role: "tabpanel", id: uid("panel"), "data-words": plain(one.title), ...focus },
      content,
    );
  }

  tab(one, i, added) {
    const tab = h(
      "button",
      {
        type: "button",
        class: "nbc-tab",
        role: "tab",
        id: uid("tab"),
        "aria-controls": this.panels[i].id,
        onclick: () => this.show(i),
      },
      one.title,
      fresh(added),
    );
    this.panels[i].setAttribute("aria-labelledby", tab.id);
    return tab;
  }

  show(chosen) {
    this.chosen = chosen;
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.setAttribute("tabindex", i === chosen ? "0" : "-1");
      this.panels[i].hidden = i !== chosen;
    });
  }

  key(event) {
    const at = this.tabs.indexOf(event.target);
    const last = this.tabs.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next);
    this.tabs[next].focus();
  }
}
