// The days of one course as a grid of buttons: one tab stop, arrow keys inside.
import { h } from "../../kit/dom.js";
import { fill } from "../../toolkit/words.js";

const WEEK = 7;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK };

/** Make {element, show(painted)}; `paint(day, dose)` is called for each day the learner changes. */
export function dayGrid(texts, count, paint) {
  const drag = { from: null, moved: false };
  const days = Array.from({ length: count }, (_, i) => dayButton(i, { press, hold, cross, move }));
  const weeks = [];
  for (let i = 0; i < count; i += WEEK) {
    const head = h("div", { role: "rowheader", class: "nbc-x-week" }, fill(texts.week, { n: i / WEEK + 1 }));
    weeks.push(
      h(
        "div",
        { role: "row", class: "nbc-x-row" },
        head,
        days.slice(i, i + WEEK).map((day) => h("div", { role: "gridcell" }, day)),
      ),
    );
  }
  days[0].tabIndex = 0;
  const element = h("div", { role: "grid", class: "nbc-x-days", "aria-label": texts.calendar }, weeks);
  return { element, show };

  function show(painted) {
    painted.forEach((dose, i) => {
      days[i].setAttribute("aria-pressed", String(dose));
      days[i].setAttribute("aria-label", `${fill(texts.day, { n: i + 1 })}: ${dose ? texts.dose_day : texts.rest_day}`);
    });
  }
  function press(i, event) {
    // A drag has painted already; the click that ends it must not switch that day back. A key's click has no detail.
    if (!drag.moved || event.detail === 0) paint(i, !pressed(i));
    drag.moved = false;
    rove(i);
  }
  function hold(i) {
    Object.assign(drag, { from: i, moved: false, dose: !pressed(i) });
  }
  function cross(i, event) {
    if (event.buttons !== 1 || drag.from === null || event.pointerType === "touch") return;
    if (!drag.moved) paint(drag.from, drag.dose);
    drag.moved = true;
    paint(i, drag.dose);
  }
  function move(i, event) {
    const next = target(i, event.key);
    if (next === null) return;
    event.preventDefault();
    if (next < 0 || next >= count) return;
    rove(next);
    days[next].focus();
  }
  function target(i, key) {
    if (key in STEPS) return i + STEPS[key];
    const week = i - (i % WEEK);
    return { Home: week, End: Math.min(week + WEEK, count) - 1 }[key] ?? null;
  }
  function rove(i) {
    for (const day of days) day.tabIndex = -1;
    days[i].tabIndex = 0;
  }
  function pressed(i) {
    return days[i].getAttribute("aria-pressed") === "true";
  }
}

function dayButton(i, on) {
  return h(
    "button",
    {
      type: "button",
      class: "nbc-x-day",
      tabindex: "-1",
      onclick: (event) => on.press(i, event),
      onpointerdown: (event) => {
        event.target.releasePointerCapture?.(event.pointerId);
        on.hold(i);
      },
      onpointerenter: (event) => on.cross(i, event),
      onkeydown: (event) => on.move(i, event),
    },
    h("span", { class: "nbc-x-number" }, String(i + 1)),
    h("span", { class: "nbc-x-pill", "aria-hidden": "true" }),
  );
}
