// Two invented pages: which sentence does not hold today, and what do the dates tell?
import { choice, fill, h, dataTable } from "../toolkit/index.js";
import { placesOf } from "../kit/template.js";
import { pageOf } from "./detective/page.js";

export const styles = ["detective.css"];

/** Return the two pages, one at a time. */
export function mount(props, ctx) {
  const words = props.data;
  const ids = Object.keys(words.pages);
  const pages = Object.fromEntries(ids.map((id) => [id, pageOf(words, words.pages[id], update)]));
  const options = Object.fromEntries(ids.map((id) => [id, `${words.pages[id].label}: ${words.pages[id].title}`]));
  const which = choice({ label: words.pages_label, options, value: ids[0], changed: update });
  const tables = { dates: dataTable(words.tables.dates), marks: dataTable(words.tables.marks) };
  update();
  return {
    element: h(
      "div",
      { class: "nbc-x-detective-body" },
      h("div", { class: "nbc-x-views" }, which.element),
      Object.values(pages).map(({ element }) => element),
    ),
    tables: Object.values(tables).map(({ element }) => element),
    pictures: [{ name: words.timeline.name, svg: () => pages[which.value()].svg() }],
    sentence,
    reached: () => ids.every((id) => pages[id].state().done),
  };

  function update() {
    for (const id of ids) pages[id].element.hidden = id !== which.value();
    tables.dates.show(dateTable(words, pages));
    tables.marks.show(markTable(words, words.pages[which.value()], pages[which.value()].state()));
    ctx.changed();
  }
  function sentence() {
    const all = ids.map((id) => pages[id].state());
    const ended = all.every(({ checked, open }) => checked && open.length === Object.keys(words.dates).length);
    return [
      pageSentence(words, words.pages[which.value()], pages[which.value()].state()),
      ended ? words.sentences.point : "",
    ]
      .filter(Boolean)
      .join(" ");
  }
}

function pageSentence({ sentences, dates }, page, { marked, open, checked, ...counts }) {
  if (!marked.length && !open.length && !checked) return fill(sentences.nothing, { page: page.label });
  const values = { page: page.label, n: marked.length, total: placesOf(page).length, ...counts };
  const seen = open.map((id) => fill(sentences.date, { name: dates[id], value: page.dates[id].says }));
  return [fill(checked ? sentences.checked : sentences.marked, values), ...(checked ? [] : seen)].join(" ");
}

function dateTable({ dates, unseen, pages: written, tables }, pages) {
  const cell = (page, id) => (pages[page].state().open.includes(id) ? written[page].dates[id].says : unseen);
  return {
    columns: tables.dates.columns,
    rows: Object.entries(dates).map(([id, label]) => [label, ...Object.keys(pages).map((page) => cell(page, id))]),
  };
}

function markTable({ tables: { marks: words } }, page, { marked, checked }) {
  const holds = (id) => (checked ? (page.wrong.includes(id) ? words.fails : words.holds) : words.unknown);
  return {
    columns: words.columns,
    rows: placesOf(page).map(({ id, words: passage }) => [
      passage,
      marked.includes(id) ? words.marked : words.plain,
      holds(id),
    ]),
  };
}
