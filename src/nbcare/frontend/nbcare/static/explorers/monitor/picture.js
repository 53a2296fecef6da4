// Seven tiles and the pump: name, number, change in words, the way there, and a state by shape and word.
import { chartFrame, path, shape, svg, text, wrapped } from "../../toolkit/index.js";
import { scale } from "../../toolkit/chart/scale.js";
import { clock, difference, level, limitForAge, shown } from "./readings.js";

const SHAPES = { same: "disc", changed: "triangle", act: "square" };
const HIGH = { full: 1, half: 0.5, stopped: 0 };
const TALL = 10.6; // of a letter: one tile
const GAP = 0.7;

/** Make {element, show({scenario, frames}), svg()} of the monitor; `words` is the explorer's data. */
export function monitorPicture(name, words) {
  return chartFrame(name, ({ width, em, data }) => {
    const across = width >= 42 * em ? 4 : width >= 17 * em ? 2 : 1;
    const wide = (width - GAP * em * (across - 1)) / across;
    const ids = [...Object.keys(words.traces), "pump"];
    const tiles = ids.map((id, i) => {
      const place = {
        left: (i % across) * (wide + GAP * em),
        top: Math.floor(i / across) * (TALL + GAP) * em,
        wide,
        em,
      };
      return id === "pump" ? pumpTile(words, data, place) : traceTile(words, words.traces[id], id, data, place);
    });
    const bottom = Math.ceil(ids.length / across) * (TALL + GAP) * em;
    const foot = wrapped(words.foot, width, em).map((line, i) =>
      text(0, bottom + em * (0.9 + i * 1.4), line, { class: "nbc-c-name" }),
    );
    return { height: bottom + em * (0.4 + foot.length * 1.4), nodes: [tiles, foot] };
  });
}

function traceTile(words, trace, id, { scenario, frames }, place) {
  const values = frames.map((frame) => frame.values[id]);
  const now = values.at(-1);
  const state = level(trace, now, scenario, scenario.start[id], words.age_limit);
  const reading = {
    label: trace.label,
    value: shown(trace, now),
    unit: trace.unit,
    change: changed(words.changes, trace, values),
    state,
    word: trace[state] ?? words.levels[state],
  };
  return tile(reading, place, screen(words, trace, id, { scenario, frames, values }, place));
}

function pumpTile(words, { scenario, frames }, place) {
  const { pump } = frames.at(-1);
  const x = across(scenario, place);
  const [top, foot] = lines(place);
  const each = x(1) - x(0);
  const bars = frames.map(
    (frame) =>
      HIGH[frame.pump] &&
      svg("rect", {
        class: "nbc-x-flow",
        x: r(x(frame.step) - each * 0.36),
        width: r(each * 0.72),
        y: r(foot - (foot - top) * HIGH[frame.pump]),
        height: r((foot - top) * HIGH[frame.pump]),
      }),
  );
  const acts = frames
    .filter(({ did, helped }) => did.length + helped.length)
    .map(({ step }) => shape("diamond", x(step), foot, place.em * 0.24));
  const state = { full: "same", half: "changed", stopped: "act" }[pump];
  return tile(
    {
      label: words.pump.label,
      value: words.pump.states[pump],
      unit: words.pump.unit,
      change: clock(scenario, frames.at(-1).step),
      state,
      word: words.pump.notes[pump],
      plain: true,
    },
    place,
    [bars, svg("g", { class: "nbc-x-acts" }, acts)],
  );
}

/** Draw one tile; a tile that is `plain` has a state without alarm. */
function tile({ label, value, unit, change, state, word, plain = false }, { left, top, wide, em }, inside) {
  const look = plain ? "same" : state;
  const from = left + em * 1.1;
  const box = svg("rect", { class: "nbc-x-tile", x: r(left), y: r(top), width: r(wide), height: r(TALL * em), rx: 8 });
  const edge = svg("rect", {
    class: "nbc-x-edge",
    x: r(left),
    y: r(top + em * 0.8),
    width: r(em * 0.32),
    height: r((TALL - 1.6) * em),
    rx: 2,
  });
  const number = svg(
    "text",
    { x: r(from), y: r(top + em * 3.4) },
    svg("tspan", { class: "nbc-x-number" }, value),
    svg("tspan", { class: "nbc-c-name", dx: r(em * 0.35) }, unit),
  );
  const sign = svg(
    "g",
    { class: "nbc-x-state" },
    shape(SHAPES[state], from + em * 0.4, top + em * 9.55, em * 0.4),
    text(from + em * 1.2, top + em * 9.85, word),
  );
  return svg(
    "g",
    { class: "nbc-x-monitor-tile", "data-level": look, "data-trace": label },
    box,
    edge,
    text(from, top + em * 1.5, label, { class: "nbc-x-name" }),
    number,
    text(from, top + em * 4.9, change, { class: "nbc-c-name" }),
    inside,
    sign,
  );
}

function screen(words, trace, id, { scenario, frames, values }, place) {
  const [low, high] = trace.around ? trace.around.map((by) => scenario.start[id] + by) : [trace.min, trace.max];
  const x = across(scenario, place);
  const y = scale({ min: low, max: high }, ...lines(place).reverse());
  const held = (value) => Math.min(Math.max(value, low), high);
  const level = (at, look) =>
    at > low && at < high && svg("path", { class: look, d: `M${r(x(0))} ${r(y(at))}H${r(x(scenario.last))}` });
  const limit = trace.age_limit ? limitForAge(words.age_limit, scenario.age) : (trace.below ?? trace.from);
  const points = values.map((value, step) => [x(step), y(held(value))]);
  const off = frames.find(({ pump }) => pump === "stopped");
  const dots = points.slice(0, -1).map(([across, up]) => shape("disc", across, up, place.em * 0.13));
  return [
    off && svg("path", { class: "nbc-x-off", d: `M${r(x(off.step))} ${r(lines(place)[0])}V${r(lines(place)[1])}` }),
    level(scenario.start[id], "nbc-x-own"),
    limit && level(limit, "nbc-x-limit"),
    svg(
      "g",
      { class: "nbc-c-series nbc-c-s1" },
      points.length > 1 && svg("path", { class: "nbc-c-line", d: path(points) }),
      dots,
    ),
    svg(
      "g",
      { class: "nbc-x-last" },
      shape(SHAPES[levelOf(words, trace, id, scenario, values.at(-1))], ...points.at(-1), place.em * 0.34),
    ),
  ];
}

function levelOf(words, trace, id, scenario, value) {
  return level(trace, value, scenario, scenario.start[id], words.age_limit);
}

function changed(words, trace, values) {
  if (values.length < 2) return words.first;
  const by = difference(trace, values.at(-2), values.at(-1));
  if (by === 0) return `→ ${words.same}`;
  const amount = (by > 0 ? words.up : words.down).replace("{n}", Math.abs(by).toFixed(trace.decimals ?? 0));
  return `${by > 0 ? "↑" : "↓"} ${amount}`;
}

function across(scenario, { left, wide, em }) {
  return scale({ min: 0, max: scenario.last }, left + em * 1.2, left + wide - em * 0.9);
}

// Top and foot of the tile's own little chart.
function lines({ top, em }) {
  return [top + em * 5.5, top + em * 8.5];
}

function r(value) {
  return Math.round(value * 10) / 10;
}
