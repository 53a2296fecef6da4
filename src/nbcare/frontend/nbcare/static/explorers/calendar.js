// A calendar to paint: one course, then how often it comes back.
import { chartFrame, fill, h, number, slider, svg, dataTable, text, textWidth } from "../toolkit/index.js";
import { dayGrid } from "./calendar/day-grid.js";
import { dayRange } from "./calendar/day-range.js";
import { counts, figures, finding, stretches } from "./calendar/plan.js";

export const styles = ["calendar.css"];

// The slider goes past the plan, so that its end does not give the plan away.
const BEYOND = 2;

/** Return the calendar with its painting tools. */
export function mount(props, ctx) {
  const words = props.data;
  const plan = figures(checked(words));
  const painted = Array(plan.course_days).fill(false);
  const seen = { touched: false, whole: false };
  const repeat = slider({
    label: words.repeat.label,
    min: 1,
    max: plan.courses + BEYOND,
    step: 1,
    value: 1,
    say: (n) => fill(words.repeat.say, { n }),
    changed: touched,
  });
  const grid = dayGrid(words, plan.course_days, (i, dose) => paint(i + 1, i + 1, dose));
  const range = dayRange(words.range, plan.course_days, plan, paint);
  const strip = chartFrame(props.title, (paper) => drawStrip(paper, words.strip));
  const table = dataTable(words.table);
  const hint = h("p", { class: "nbc-hint" }, words.hint);
  const controls = h("div", { class: "nbc-x-controls" }, range, repeat.element);
  update();
  return {
    element: h(
      "div",
      { class: "nbc-x-calendar-body" },
      h("div", { class: "nbc-x-paint" }, grid.element, hint),
      controls,
      h("figure", { class: "nbc-x-strip" }, strip.element),
    ),
    tables: [table.element],
    pictures: [{ name: props.title, svg: strip.svg }],
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
    strip.show({ painted, repeats: repeat.value() });
    table.show(courseTable(words, painted, repeat.value()));
    seen.whole ||= finding(painted, repeat.value(), plan) === "right";
    ctx.changed();
  }
  function sentence() {
    if (!seen.touched) return props.sentence;
    const values = { ...plan, ...counts(painted, repeat.value()) };
    return [words.sentences.totals, words.sentences[finding(painted, repeat.value(), plan)]]
      .map((text) => fill(text, values))
      .join(" ");
  }
}

// One line for each course: a bar is a dose day, a dot a rest day.
function drawStrip({ width, em, data: { painted, repeats } }, label) {
  const left = textWidth(fill(label, { n: repeats }), em) + em;
  const step = (width - left) / painted.length;
  const high = em * 1.6;
  const mark = (dose, i, y) =>
    dose
      ? svg("rect", {
          class: "nbc-x-dose",
          x: left + i * step + step * 0.1,
          y: y - em * 0.5,
          width: step * 0.8,
          height: em,
          rx: step * 0.2,
        })
      : svg("circle", { class: "nbc-x-rest", cx: left + (i + 0.5) * step, cy: y, r: em * 0.13 });
  const course = (_, n) => [
    text(0, n * high + em * 1.15, fill(label, { n: n + 1 }), { class: "nbc-c-name" }),
    painted.map((dose, i) => mark(dose, i, n * high + em * 0.8)),
  ];
  return { height: repeats * high, nodes: Array.from({ length: repeats }, course) };
}

function courseTable({ table }, painted, repeats) {
  const { painted: doses, all_dose, all_days } = counts(painted, repeats);
  const spans = stretches(painted)
    .map(([from, to]) => (from === to ? String(from) : fill(table.span, { from, to })))
    .join(", ");
  const rows = Array.from({ length: repeats }, (_, i) => [
    fill(table.row, { n: i + 1 }),
    spans || table.nothing,
    String(doses),
    String(painted.length - doses),
  ]);
  rows.push([table.total, "", String(all_dose), String(all_days - all_dose)]);
  return { columns: table.columns, rows };
}

function checked({ days_on, course_days, courses }) {
  return {
    days_on: number(days_on, "data.days_on"),
    course_days: number(course_days, "data.course_days"),
    courses: number(courses, "data.courses"),
  };
}
