// The lock and the key: the antibody follows GD2, on tumour and nerve alike. A drawing of an idea, not data.
import { choice, fill, h, meter, plain, sideBySide, dataTable, toggles } from "../toolkit/index.js";
import { outcome } from "./lock-and-key/outcome.js";
import { drawScene } from "./lock-and-key/picture.js";

export const styles = ["white-cells.css", "lock-and-key.css"];

const START = { cell: "tumour", antibody: false, gmcsf: false, opioid: false };
const WITH = { alone: {}, gmcsf: { gmcsf: true }, opioid: { opioid: true }, both: { gmcsf: true, opioid: true } };

/** Return the picture of a cell's outside with its two meters, the choice of the cell and what is given. */
export function mount(props, ctx) {
  const words = props.data;
  const labels = Object.fromEntries(Object.entries(words.cells).map(([id, { label }]) => [id, label]));
  const cell = choice({ label: words.cell_label, options: labels, value: START.cell, changed: update });
  const give = toggles({ label: words.give_label, options: words.give, changed: update });
  const picture = drawScene(words);
  const meters = Object.fromEntries(
    ["killing", "pain"].map((id) => [
      id,
      meter({ label: words[id].label, max: words.levels.length - 1, say: () => levelWords(words, setting())[id] }),
    ]),
  );
  const now = dataTable(words.now);
  const all = dataTable(words.all);
  const seen = new Set();
  update();
  return {
    element: sideBySide(
      [picture.element, h("div", { class: "nbc-x-meters" }, meters.killing.element, meters.pain.element)],
      [cell.element, give.element],
    ),
    tables: [now.element, all.element],
    pictures: [{ name: props.title, svg: picture.svg }],
    sentence: () =>
      JSON.stringify(setting()) === JSON.stringify(START) ? props.sentence : sentenceOf(words, setting()),
    reached: () => Object.keys(words.cells).every((id) => seen.has(id)),
  };

  function setting() {
    const given = give.value();
    return {
      cell: cell.value(),
      antibody: given.includes("antibody"),
      gmcsf: given.includes("gmcsf"),
      opioid: given.includes("opioid"),
    };
  }
  function update() {
    const found = outcome(words, setting());
    picture.show(found);
    for (const id of Object.keys(meters)) meters[id].show(found[id] ?? 0);
    now.show(nowTable(words, setting()));
    all.show(allTable(words, setting()));
    if (found.antibody) seen.add(found.cell);
    ctx.changed();
  }
}

/** Return the two meters in words. */
function levelWords(words, setting) {
  const found = outcome(words, setting);
  const word = (id) => (found[id] === null ? words[id].absent : words.levels[found[id]]);
  return { killing: word("killing"), pain: word("pain") };
}

function sentenceOf(words, setting) {
  const { sentences, cells } = words;
  const { label, answer } = cells[setting.cell];
  const parts = setting.antibody ? marked(setting, cells[setting.cell]) : unmarked(setting);
  if (setting.opioid && answer !== "pain") parts.push("no_nerve");
  return [...parts, "meters"]
    .map((part) => fill(sentences[part], { cell: plain(label), ...levelWords(words, setting) }))
    .join(" ");

  function unmarked({ gmcsf, opioid }) {
    return ["nothing", gmcsf && "armed", opioid && answer === "pain" && "quiet"].filter(Boolean);
  }
}

function marked({ gmcsf, opioid }, { locks, answer }) {
  if (!locks) return ["drifts"];
  if (answer === "killing") return ["holds", gmcsf ? "killing_armed" : "killing"];
  if (answer === "unknown") return ["holds", "unknown"];
  return ["holds", "pain", opioid && "pain_opioid", gmcsf && "pain_armed"].filter(Boolean);
}

function nowTable(words, setting) {
  const { now } = words;
  const found = outcome(words, setting);
  const values = {
    cell: words.cells[setting.cell].label,
    locks: fill(now.count, { n: found.locks }),
    holds: found.antibody ? fill(now.of, { n: found.holds, all: words.antibodies }) : now.not_given,
    white: fill(now.grip, { n: found.grips, all: found.white.length }),
    complement: found.rings ? fill(now.rings, { n: found.rings }) : now.no_rings,
    ...levelWords(words, setting),
  };
  return { columns: now.columns, rows: Object.entries(now.rows).map(([id, label]) => [label, values[id]]) };
}

function allTable(words, setting) {
  const { all, cells } = words;
  const cell = (id, more) => fill(all.both, levelWords(words, { ...START, cell: id, antibody: true, ...more }));
  const none = fill(all.both, { killing: words.levels[0], pain: words.levels[0] });
  const rows = Object.entries(cells).map(([id, { label }]) => [
    label,
    ...Object.values(WITH).map((more) => cell(id, more)),
  ]);
  const row = setting.antibody ? Object.keys(cells).indexOf(setting.cell) + 1 : 0;
  const column = 1 + (setting.gmcsf ? 1 : 0) + (setting.opioid ? 2 : 0);
  return {
    columns: [all.corner, ...Object.keys(WITH).map((id) => all.columns[id])],
    rows: [[all.without, ...Object.keys(WITH).map(() => none)], ...rows],
    marked: (r, c) => (r === row && c === column ? all.here : ""),
  };
}
