// A dish of cells: dose and days turn dividing cells into grown-up ones. A teaching model, not data.
import { fill, h, number, sideBySide, slider, dataTable } from "../toolkit/index.js";
import { cellShapes, drawDish, legend } from "./dish/picture.js";

export const styles = ["dish.css"];

/** Return the dish with its two sliders. */
export function mount(props, ctx) {
  const data = checked(props.data);
  const words = props.data;
  const model = { ...data, cells: cellShapes(data.seed, data.count, data.reach) };
  const dose = slider({
    label: words.dose.label,
    min: 0,
    max: data.maxDose,
    step: data.doseStep,
    value: 0,
    changed: update,
    say: (n) => fill(words.dose.say, { n }),
  });
  const days = slider({
    label: words.days.label,
    min: 0,
    max: data.maxDays,
    step: 1,
    value: 0,
    changed: update,
    say: (n) => fill(words.days.say, { n }),
  });
  const picture = drawDish(model.cells);
  const now = dataTable(words.table);
  const all = dataTable(words.grid);
  let reached = false;
  update();
  return {
    element: sideBySide([picture.element, h("figcaption", null, legend(words.states))], [dose.element, days.element]),
    tables: [now.element, all.element],
    pictures: [{ name: props.title, svg: () => picture.element }],
    sentence,
    reached: () => reached,
  };

  function setting() {
    return { dose: dose.value(), days: days.value() };
  }
  function update() {
    const states = cellStates(model, setting());
    picture.show(states);
    now.show(countTable(words, states));
    all.show(gridTable(words, model, setting()));
    reached ||= setting().dose === data.maxDose && setting().days === data.maxDays;
    ctx.changed();
  }
  function sentence() {
    return dishSentence(props, model, setting());
  }
}

/** Return each cell's state at a dose (percent of standard) and days: logistic in dose x days, illustrative. */
export function cellStates(model, { dose, days }) {
  const pushed = exposure(model, dose, days);
  const grown = share(model, pushed);
  const changing = pushed > 0 ? share(model, pushed + 0.12) : 0;
  return model.cells.map((cell) => {
    if (!cell.responds || cell.threshold >= changing) return "dividing";
    return cell.threshold < grown ? "mature" : "changing";
  });
}

/** Return how often a state stands in the list. */
export function count(states, state) {
  return states.filter((one) => one === state).length;
}

// Above the standard dose the curve flattens: a larger dose must not look like a way round the days.
function exposure(model, dose, days) {
  const part = dose / 100;
  return ((part <= 1 ? part : 1 + 0.2 * (part - 1)) * days) / model.maxDays;
}

// From nobody at nothing to every cell that can answer at the end of both sliders.
function share(model, pushed) {
  const curve = (x) => 1 / (1 + Math.exp(-model.steepness * (x - model.middle)));
  const most = curve(exposure(model, model.maxDose, model.maxDays));
  return (curve(pushed) - curve(0)) / (most - curve(0));
}

function dishSentence({ sentence, data }, model, setting) {
  const { dose, days } = setting;
  if (dose === 0 && days === 0) return sentence;
  const states = cellStates(model, setting);
  const mature = count(states, "mature");
  const values = {
    dose,
    days,
    cells: states.length,
    mature,
    changing: count(states, "changing"),
    dividing: count(states, "dividing"),
    left: states.length - mature,
  };
  const comment = data.sentences[commentOn(model, setting)];
  return [data.sentences.main, comment]
    .filter(Boolean)
    .map((text) => fill(text, values))
    .join(" ");
}

function commentOn({ maxDose, maxDays }, { dose, days }) {
  if (dose === maxDose && days === maxDays) return "point";
  if (dose === 0 || days === 0) return "nothing";
  if (dose >= 100 && days < maxDays / 2) return "hurry";
  if (dose <= 50 && days > maxDays / 2) return "weak";
  return dose > 100 ? "over" : "";
}

function countTable({ states, table }, found) {
  const rows = Object.keys(states).map((state) => [states[state], String(count(found, state))]);
  return { columns: table.columns, rows };
}

function gridTable({ grid, dose: words }, model, setting) {
  const doses = [];
  for (let dose = 0; dose <= model.maxDose; dose += model.doseStep) doses.push(dose);
  const days = [...new Set([0, 0.25, 0.5, 0.75, 1].map((part) => Math.round(part * model.maxDays)))];
  const rows = doses.map((dose) => [
    fill(words.say, { n: dose }),
    ...days.map((day) => String(count(cellStates(model, { dose, days: day }), "mature"))),
  ]);
  const marked = (r, c) => (doses[r] === setting.dose && days[c - 1] === setting.days ? grid.here : "");
  return { columns: [grid.corner, ...days.map((n) => fill(grid.day, { n }))], rows, marked };
}

function checked({ seed, cells, reach, dose, days, curve }) {
  return {
    seed: number(seed, "data.seed"),
    count: number(cells, "data.cells"),
    reach: number(reach, "data.reach"),
    maxDose: number(dose.max, "data.dose.max"),
    doseStep: number(dose.step, "data.dose.step"),
    maxDays: number(days.max, "data.days.max"),
    steepness: number(curve.steepness, "data.curve.steepness"),
    middle: number(curve.middle, "data.curve.middle"),
  };
}
