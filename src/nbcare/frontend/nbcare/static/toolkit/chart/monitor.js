// A bedside monitor: one row for each measurement, the newest value in figures and words, the way there as a line.
import { svg } from "../../kit/svg.js";
import { words } from "../strings.js";
import { chartFrame, path, round, text } from "./frame.js";
import { shape } from "./looks.js";
import { scale } from "./scale.js";

const TWO = 560; // from this width on, two rows stand side by side
const HIGH = 3.2; // of a letter: the line's own height

/**
 * Make {element, show({values, at}), svg()}; `traces` are {id: {label, unit, min, max, low, high, say}},
 * where low to high is the usual range; `values` are {id: [value at step 0, step 1, …]}, null where nothing was measured,
 * and a pair [systolic, diastolic] where two belong together. `steps` is the length of the whole time, `time(step)` its words.
 */
export function monitorChart({ name, traces, steps, time = String }) {
  const ids = Object.keys(traces);
  return chartFrame(name, ({ width, em, data }) => {
    const across = width >= TWO ? 2 : 1;
    const gap = em * 2;
    const wide = (width - gap * (across - 1)) / across;
    const tall = em * (HIGH + 3.4);
    const nodes = ids.map((id, i) =>
      row(traces[id], data.values[id] ?? [], data.at, {
        left: (i % across) * (wide + gap),
        top: Math.floor(i / across) * tall,
        wide,
        em,
        steps,
      }),
    );
    const bottom = Math.ceil(ids.length / across) * tall;
    const foot = `${time(0)} – ${time(data.at)} · ${words.normal}`;
    return { height: bottom + em * 1.2, nodes: [nodes, text(0, bottom + em * 0.7, foot, { class: "nbc-c-name" })] };
  });
}

/** Return "low", "high" or "" for a value beside the usual range of its trace. */
export function outside({ low = -Infinity, high = Infinity }, value) {
  const first = main(value);
  if (first === null) return "";
  return first < low ? "low" : first > high ? "high" : "";
}

/** Return a value in words with its unit: "132 /min, high". */
export function reading(trace, value) {
  if (main(value) === null) return words.none;
  const figure = trace.say ? trace.say(value) : [value].flat().join("/");
  const beside = outside(trace, value);
  return [`${figure}${trace.unit ? ` ${trace.unit}` : ""}`, beside && words[beside]].filter(Boolean).join(", ");
}

function main(value) {
  return Array.isArray(value) ? value[0] : (value ?? null);
}

function row(trace, values, at, { left, top, wide, em, steps }) {
  const now = values[at] ?? null;
  const beside = outside(trace, now);
  const place = {
    x: scale({ min: 0, max: Math.max(steps - 1, 1) }, left + em * 0.4, left + wide - em * 0.4),
    y: scale(trace, top + em * (1.9 + HIGH), top + em * 1.9),
  };
  const head = [
    text(left, top + em * 1.2, trace.label, { class: "nbc-c-own" }),
    text(left + wide, top + em * 1.2, reading(trace, now), {
      class: `nbc-c-reading ${beside ? "nbc-c-alert" : ""}`.trim(),
      "text-anchor": "end",
    }),
  ];
  const screen = svg("rect", {
    class: "nbc-c-screen",
    x: round(left),
    y: round(top + em * 1.6),
    width: round(wide),
    height: round(em * (HIGH + 0.6)),
    rx: 4,
  });
  const parts = Array.isArray(values.find((value) => value !== null)) ? [0, 1] : [0];
  return [
    head,
    screen,
    usual(trace, place, left, wide),
    parts.map((part) => drawn(values.slice(0, at + 1), part, trace, place)),
  ];
}

function usual({ min, max, low, high }, { y }, left, wide) {
  if (low === undefined && high === undefined) return null;
  const [from, to] = [y(Math.min(high ?? max, max)), y(Math.max(low ?? min, min))];
  return svg("rect", {
    class: "nbc-c-usual",
    x: round(left),
    y: round(from),
    width: round(wide),
    height: round(to - from),
  });
}

function drawn(values, part, trace, { x, y }) {
  const inside = (value) => Math.min(Math.max(value, trace.min), trace.max);
  const runs = [[]];
  values.forEach((value, step) => {
    const one = Array.isArray(value) ? value[part] : value;
    if (one === null || one === undefined) runs.push([]);
    else runs.at(-1).push([x(step), y(inside(one)), value]);
  });
  const lines = runs.filter((run) => run.length > 1).map((run) => svg("path", { class: "nbc-c-line", d: path(run) }));
  const last = runs.flat().at(-1);
  const mark = last ? newest(outside(trace, last[2]), last) : null;
  return svg("g", { class: "nbc-c-series nbc-c-s1" }, lines, mark);
}

// The newest point says high or low by its shape, too.
function newest(beside, [x, y]) {
  return svg(
    "g",
    { class: beside ? "nbc-c-alert" : "nbc-c-series nbc-c-s1" },
    shape({ high: "triangle", low: "wedge" }[beside] ?? "disc", x, y, 4),
  );
}
