// The chart an item carries: one page of it, or tabs; a trend is a table with a small line for each row.
import { h, uid } from "./dom.js";
import { paragraphs, plain, rich } from "./rich.js";
import { strings } from "./strings.js";
import { grid } from "./table.js";
import { trend } from "./trend.js";

function body(one) {
  if (one.trend) return trend(one.trend, one.title);
  if (one.table) return grid(one.table.columns.map(rich), one.table.rows.map((row) => row.map(rich)), one.title);
  return h("div", null, paragraphs(one.text ?? one.alt));
}

/** Make the exhibits of an item, or nothing. */
export function exhibits(list) {
  if (!Array.isArray(list) || list.length === 0) return null;
  if (list.length > 1) return new Tabs(list).element;
  const [one] = list;
  return h("div", { class: "nbc-exhibits" }, h("details", { class: "nbc-exhibit", open: true }, h("summary", null, one.title || strings.exhibits), body(one)));
}

class Tabs {
  constructor(list) {
    this.panels = list.map((one) => this.panel(one));
    this.tabs = list.map((one, i) => this.tab(one, i));
    const bar = h("div", { class: "nbc-tabs", role: "tablist", "aria-label": strings.exhibits, onkeydown: (event) => this.key(event) }, this.tabs);
    this.element = h("div", { class: "nbc-exhibits nbc-chart" }, bar, this.panels);
    this.show(0);
  }

  panel(one) {
    const content = body(one);
    // A table scrolls in a region that takes the focus; plain text needs the panel to.
    const focus = content.hasAttribute("tabindex") ? {} : { tabindex: "0" };
    return h("div", { class: "nbc-panel", role: "tabpanel", id: uid("panel"), "data-words": plain(one.title), ...focus }, content);
  }

  tab(one, i) {
    const tab = h("button", { type: "button", class: "nbc-tab", role: "tab", id: uid("tab"), "aria-controls": this.panels[i].id, onclick: () => this.show(i) }, one.title);
    this.panels[i].setAttribute("aria-labelledby", tab.id);
    return tab;
  }

  show(chosen) {
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.setAttribute("tabindex", i === chosen ? "0" : "-1");
      this.panels[i].hidden = i !== chosen;
    });
  }

  key(event) {
    const at = this.tabs.indexOf(event.target);
    const last = this.tabs.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next);
    this.tabs[next].focus();
  }
}
