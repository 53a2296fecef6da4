// Three pictures of one trial: a hundred children, who finished, and simulated curves whose intervals can be made narrow.
import { choice, fill, h, number, slider, dataTable } from "../toolkit/index.js";
import { countPicture, curvePicture, finishedPicture } from "./trial/pictures.js";
import { trialOf } from "./trial/simulation.js";
import { curveSentence, curveTable, figures, gapTable, trialTable } from "./trial/words.js";

export const styles = ["trial.css"];

/** Return the pictures of the trial, one at a time, with what can be set for each. */
export function mount(props, ctx) {
  const words = props.data;
  const { simulation } = words;
  const seen = { side: false, medium: false, large: false };
  const trial = remembered(model(words));
  const set = controls(words, update);
  const shown = pictures(words);
  const tables = {
    trial: dataTable(words.tables.trial),
    curve: dataTable(words.tables.curve),
    gap: dataTable(words.tables.gap),
  };
  const stamp = h("p", { class: "nbc-x-stamp" });
  const body = layout(set, shown, stamp);
  update();
  return {
    element: body,
    tables: Object.values(tables).map(({ element }) => element),
    pictures: [{ name: props.title, svg: () => shown[current()].svg() }],
    sentence,
    reached: () => seen.side && seen.medium && seen.large,
    say: (text) => fill(text, simulation.children),
  };

  function current() {
    return set.view.value() === "count" ? set.thing.value() : set.view.value();
  }
  function setting() {
    return { n: set.children.value(), years: set.followUp.value() };
  }
  function update() {
    const [view, { n, years }] = [set.view.value(), setting()];
    const now = trial(n, years);
    body.dataset.view = view;
    for (const [id, { element }] of Object.entries(shown)) element.hidden = id !== current();
    stamp.textContent = words.stamps[view === "curve" ? "curve" : "trial"];
    shown.curve.show({
      arms: ["without", "with"].map((arm) => ({ label: words.arms[arm], curve: now.curves[arm] })),
      gap: now.gap,
      gapText: now.gap && fill(simulation.gap.says, figures(now, simulation.year)),
    });
    tables.trial.show(trialTable(words, current()));
    tables.curve.show(curveTable(words, now));
    tables.gap.show(gapTable(words, (size) => trial(size, years), n));
    look(view, n, now);
    ctx.changed();
  }
  function look(view, n, now) {
    seen.side ||= view === "finished" || (view === "count" && !words.counts.things[set.thing.value()].good);
    if (view !== "curve" || !now.gap) return;
    seen.medium ||= n <= simulation.children.medium;
    seen.large ||= n >= simulation.children.large;
  }
  function sentence() {
    if (set.view.value() === "curve")
      return curveSentence(simulation, trial(setting().n, setting().years), setting().n);
    if (set.view.value() === "finished") return words.finished.says;
    const { says, ...thing } = words.counts.things[set.thing.value()];
    return says ? fill(says, { more: thing.with - thing.without }) : props.sentence;
  }
}

function controls(words, changed) {
  const { children, follow_up } = words.simulation;
  const things = Object.entries(words.counts.things);
  return {
    view: choice({ label: words.views_label, options: words.views, value: "count", changed }),
    thing: choice({
      label: words.counts.label,
      options: Object.fromEntries(things.map(([id, { label }]) => [id, label])),
      value: things[0][0],
      changed,
    }),
    children: slider({ ...children, value: children.start, say: (n) => fill(children.say, { n }), changed }),
    followUp: slider({ ...follow_up, min: 1, value: follow_up.start, say: (n) => fill(follow_up.say, { n }), changed }),
  };
}

function pictures(words) {
  const counts = Object.entries(words.counts.things).map(([id, thing]) => [
    id,
    countPicture(words.counts.name, checked(thing, `data.counts.things.${id}`), words.arms),
  ]);
  return {
    ...Object.fromEntries(counts),
    finished: finishedPicture(checked(words.finished, "data.finished")),
    curve: curvePicture(words.simulation),
  };
}

function layout({ view, thing, children, followUp }, shown, stamp) {
  const figure = h(
    "figure",
    { class: "nbc-x-figure" },
    Object.values(shown).map(({ element }) => element),
    h("figcaption", null, stamp),
  );
  const set = h(
    "div",
    { class: "nbc-x-controls" },
    h("div", { class: "nbc-x-for-count" }, thing.element),
    h("div", { class: "nbc-x-for-curve" }, children.element, followUp.element),
  );
  return h("div", { class: "nbc-x-trial-body" }, h("div", { class: "nbc-x-views" }, view.element), figure, set);
}

function checked(shares, name) {
  return { ...shares, without: number(shares.without, `${name}.without`), with: number(shares.with, `${name}.with`) };
}

function model({ counts, simulation: { plateau, year } }) {
  const { without, with: with_ } = checked(
    Object.values(counts.things).find(({ good }) => good),
    "data.counts.things",
  );
  return { arms: { without: without / 100, with: with_ / 100 }, plateau: plateau / 100, year };
}

// Each setting is simulated once: the table of all sizes would make the slider wait.
function remembered(model) {
  const found = new Map();
  return (n, years) => {
    const key = `${n} ${years}`;
    if (!found.has(key)) found.set(key, trialOf(model, n, years));
    return found.get(key);
  };
}
