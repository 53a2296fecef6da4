// A calendar to paint: one course, then how often it comes back.
import { h } from "../dom.js";
import { dayGrid } from "./day-grid.js";
import { dayRange } from "./day-range.js";
import { counts, figures, finding, stretches } from "./plan.js";
import { slider } from "./slider.js";
import { svg } from "./svg.js";
import { tableTwin } from "./twin.js";
import { fill, number } from "./words.js";

// The slider goes past the plan, so that its end does not give the plan away.
const BEYOND = 2;

/** Return the calendar with its painting tools. */
export function mount(props, ctx) {
  const words = props.data;
  const plan = figures(checked(words));
  const painted = Array(plan.course_days).fill(false);
  const seen = { touched: false, whole: false };
  const repeat = slider({ label: words.repeat.label, min: 1, max: plan.courses + BEYOND, step: 1, value: 1, say: (n) => fill(words.repeat.say, { n }), changed: touched });
  const grid = dayGrid(words, plan.course_days, (i, dose) => paint(i + 1, i + 1, dose));
  const range = dayRange(words.range, plan.course_days, plan, paint);
  const strip = h("div", { class: "nbc-x-strip", "aria-hidden": "true" });
  const twin = tableTwin(words.table);
  const hint = h("p", { class: "nbc-hint" }, words.hint);
  const controls = h("div", { class: "nbc-x-controls" }, range, repeat.element);
  update();
  return {
    element: h("div", { class: "nbc-x-calendar-body" }, h("div", { class: "nbc-x-paint" }, grid.element, hint), controls, strip),
    twins: [twin.element],
    sentence,
    reached: () => seen.whole,
    say: (text) => fill(text, plan),
  };

  function paint(first, last, dose) {
    painted.fill(dose, first - 1, last);
    touched();
  }
  function touched() {
    seen.touched = true;
    update();
  }
  function update() {
    grid.show(painted);
    drawStrip(strip, words.strip, painted, repeat.value());
    twin.show(courseTable(words, painted, repeat.value()));
    seen.whole ||= finding(painted, repeat.value(), plan) === "right";
    ctx.changed();
  }
  function sentence() {
    if (!seen.touched) return props.sentence;
    const values = { ...plan, ...counts(painted, repeat.value()) };
    return [words.sentences.totals, words.sentences[finding(painted, repeat.value(), plan)]].map((text) => fill(text, values)).join(" ");
  }
}

function drawStrip(strip, label, painted, repeats) {
  const step = 10;
  const mark = (dose, i) => (dose ? svg("rect", { class: "nbc-x-dose", x: i * step + 1, y: 1, width: 8, height: 12, rx: 3 }) : svg("circle", { class: "nbc-x-rest", cx: i * step + 5, cy: 7, r: 1.6 }));
  const course = (_, n) => h("div", null, h("span", null, fill(label, { n: n + 1 })), svg("svg", { viewBox: `0 0 ${painted.length * step} 14` }, painted.map(mark)));
  strip.replaceChildren(...Array.from({ length: repeats }, course));
}

function courseTable({ table }, painted, repeats) {
  const { painted: doses, all_dose, all_days } = counts(painted, repeats);
  const spans = stretches(painted).map(([from, to]) => (from === to ? String(from) : fill(table.span, { from, to }))).join(", ");
  const rows = Array.from({ length: repeats }, (_, i) => [fill(table.row, { n: i + 1 }), spans || table.nothing, String(doses), String(painted.length - doses)]);
  rows.push([table.total, "", String(all_dose), String(all_days - all_dose)]);
  return { columns: table.columns, rows };
}

function checked({ days_on, course_days, courses }) {
  return { days_on: number(days_on, "data.days_on"), course_days: number(course_days, "data.course_days"), courses: number(courses, "data.courses") };
}
