// A body map: choose a part of the body and a level of urgency.
import { choice, fill, h, plain, rich, sideBySide, svg, dataTable, uid } from "../toolkit/index.js";
import { drawBody, icon } from "./body-map/picture.js";

export const styles = ["body-map.css"];

const URGENCY = ["now", "today", "home"];

/** Return the body map with its buttons, its filter and its panel. */
export function mount(props, ctx) {
  const words = checked(props.data);
  const chosen = { area: null, level: null, seen: new Set() };
  const picture = drawBody(words.areas, words.levels, (id) => ctx.locked() || choose({ area: id }));
  const buttons = areaButtons(words, (id) => choose({ area: id }));
  const panel = h("div", { class: "nbc-x-panel" });
  const table = dataTable(words.table);
  const filter = choice({
    label: words.filter_label,
    value: "all",
    options: levelNames(words),
    icons: levelIcons(words),
    changed: (id) => choose({ level: id === "all" ? null : id }),
  });
  update();
  return {
    element: sideBySide(picture.element, [filter.element, buttons.element, panel]),
    tables: [table.element],
    pictures: [{ name: props.title, svg: () => picture.element }],
    sentence,
    reached: () => words.point.some((id) => chosen.seen.has(id)),
  };

  function choose(change) {
    Object.assign(chosen, change);
    update();
  }
  function update() {
    const { area, level } = chosen;
    picture.show(marked(words, level), area);
    buttons.show(area);
    panel.replaceChildren(...(area ? details(words, area, level) : []));
    table.show(effectTable(words, chosen));
    // Seen means that the urgent effects were on the screen, not only the area's name.
    if (area && shown(words, area, level).some((effect) => effect.level === "now")) chosen.seen.add(area);
    ctx.changed();
  }
  function sentence() {
    const { area, level } = chosen;
    if (!area && !level) return props.sentence;
    return [area ? areaSentence(words, area, level) : "", mapSentence(words, level)].filter(Boolean).join(" ");
  }
}

function shown({ areas }, area, level) {
  return areas[area].effects.filter((effect) => !level || effect.level === level);
}

/** Return the levels that each area shows, the most urgent first. */
function marked(words, level) {
  const present = (id) => URGENCY.filter((one) => shown(words, id, level).some((effect) => effect.level === one));
  return Object.fromEntries(Object.keys(words.areas).map((id) => [id, present(id)]));
}

function areaSentence(words, area, level) {
  const { label } = words.areas[area];
  const found = shown(words, area, level);
  if (!found.length) return fill(words.sentences.none, { area: label, level: words.levels[level].label });
  const effects = found
    .map((effect) => fill(words.sentences.effect, { see: plain(effect.see), level: words.levels[effect.level].short }))
    .join("; ");
  return fill(words.sentences.area, { area: label, effects });
}

function mapSentence(words, level) {
  const levels = Object.values(marked(words, level));
  const values = {
    count: levels.filter((found) => found.length).length,
    all: levels.length,
    level: level && words.levels[level].label,
  };
  return fill(level ? words.sentences.map : words.sentences.map_all, values);
}

function areaButtons({ areas, areas_label }, choose) {
  /** @type {[string, HTMLButtonElement][]} */
  const made = Object.entries(areas).map(([id, { label }]) => [
    id,
    h(
      "button",
      {
        type: "button",
        class: "nbc-button nbc-x-area",
        "data-area": id,
        "aria-pressed": "false",
        onclick: () => choose(id),
      },
      label,
    ),
  ]);
  const name = uid("areas");
  const element = h(
    "div",
    { role: "group", "aria-labelledby": name, class: "nbc-x-areas" },
    h("p", { id: name, class: "nbc-label" }, areas_label),
    h(
      "div",
      { class: "nbc-x-buttons" },
      made.map(([, button]) => button),
    ),
  );
  return {
    element,
    show: (area) => made.forEach(([id, button]) => button.setAttribute("aria-pressed", String(id === area))),
  };
}

function levelNames({ levels, everything }) {
  return { all: everything, ...Object.fromEntries(Object.entries(levels).map(([id, { label }]) => [id, label])) };
}

function levelIcons({ levels }) {
  return Object.fromEntries(Object.entries(levels).map(([id, { symbol }]) => [id, small(id, symbol)]));
}

function details(words, area, level) {
  const found = shown(words, area, level);
  const list = found.map((effect) =>
    h(
      "li",
      { "data-level": effect.level },
      h(
        "p",
        { class: "nbc-x-see" },
        small(effect.level, words.levels[effect.level].symbol),
        h("span", null, h("strong", null, `${words.levels[effect.level].label}: `), rich(effect.see)),
      ),
      h("p", null, rich(effect.do)),
    ),
  );
  return [
    h("p", { class: "nbc-x-panel-title" }, words.areas[area].label),
    found.length ? h("ul", null, list) : h("p", null, words.nothing),
  ];
}

function small(level, symbol) {
  return svg("svg", { viewBox: "-19 -19 38 38", class: "nbc-x-small", "aria-hidden": "true" }, icon(level, symbol));
}

function effectTable(words, { area, level }) {
  const entries = Object.keys(words.areas).flatMap((id) => shown(words, id, level).map((effect) => ({ id, effect })));
  const rows = entries.map(({ id, effect }) => [
    words.areas[id].label,
    effect.see,
    words.levels[effect.level].label,
    effect.do,
  ]);
  return {
    columns: words.table.columns,
    rows,
    marked: (r, c) => (c === 0 && entries[r].id === area ? words.table.here : ""),
  };
}

function checked(data) {
  for (const [id, area] of Object.entries(data.areas)) {
    for (const effect of area.effects)
      if (!data.levels[effect.level]) throw new Error(`${id} has an effect of the unknown level “${effect.level}”`);
  }
  return data;
}
