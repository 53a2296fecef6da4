// Bars that lie, so that their names have room on a telephone; grouped, with thin lines for the interval.
import { svg } from "../../kit/svg.js";
import { uid } from "../../kit/dom.js";
import { words } from "../strings.js";
import { axisName } from "./axes.js";
import { chartFrame, round, text, textWidth, wrapped } from "./frame.js";
import { legend, look } from "./looks.js";
import { scale, ticks } from "./scale.js";

const HIGH = 1.5; // of a letter

/**
 * Make {element, show({groups}), svg()}; `axis` is {label, unit, min, max, ticks, say}, `series` {id: label}.
 * A group is {label, bars: [{series, value, low, high, says}]}; `says` stands at the bar's end in place of the value.
 */
export function barChart({ name, axis, series }) {
  const ids = Object.keys(series);
  const range = { min: 0, say: String, ...axis };
  const pattern = uid("hatch");
  return chartFrame(name, ({ width, em, data }) => {
    const whiskers = data.groups.some(({ bars }) => bars.some(({ low }) => low !== undefined));
    const top = legend(entries(ids, series, em, whiskers, pattern), { width, em });
    const widest = Math.max(...data.groups.flatMap(({ bars }) => bars.map((bar) => textWidth(end(bar, range), em))));
    const place = scale(range, em * 0.2, width - widest - em);
    const body = { y: top.height + em * 0.3, nodes: [] };
    for (const group of data.groups) drawGroup(group, { body, place, range, ids, em, width, pattern });
    const foot = baseline(range, place, body.y, em, top.height, width);
    return { height: foot.bottom, nodes: [hatches(pattern), top.nodes, foot.grid, body.nodes, foot.nodes] };
  });
}

function end({ value, says }, { say }) {
  return says ?? say(value);
}

function entries(ids, series, em, whiskers, pattern) {
  const several = ids.length > 1 ? ids : [];
  const shown = several.map((id, i) => ({
    label: series[id],
    sample: (x, y) => bar(i, x, y - em * 0.45, em * 2, em * 0.9, pattern),
  }));
  const thin = { label: words.whisker, sample: (x, y) => whisker(x, x + em * 2, y, em) };
  return whiskers ? [...shown, thin] : shown;
}

function drawGroup({ label, bars }, { body, place, range, ids, em, width, pattern }) {
  for (const line of wrapped(label, width, em)) {
    body.nodes.push(text(0, body.y + em, line, { class: "nbc-c-own" }));
    body.y += em * 1.4;
  }
  for (const one of bars) {
    const i = Math.max(ids.indexOf(one.series), 0);
    const [from, to] = [place(Math.max(range.min, 0)), place(one.value)];
    const middle = body.y + (em * HIGH) / 2;
    body.nodes.push(bar(i, Math.min(from, to), body.y, Math.abs(to - from), em * HIGH, pattern));
    if (one.low !== undefined) body.nodes.push(whisker(place(one.low), place(one.high), middle, em));
    body.nodes.push(
      text(Math.max(to, one.high === undefined ? 0 : place(one.high)) + em * 0.5, middle + em * 0.35, end(one, range), {
        class: "nbc-c-own",
      }),
    );
    body.y += em * (HIGH + 0.35);
  }
  body.y += em * 0.6;
}

function bar(i, x, y, width, height, pattern) {
  const box = { x: round(x), y: round(y), width: round(Math.max(width, 1)), height: round(height) };
  return svg(
    "g",
    { class: look(i) },
    svg("rect", { ...box, class: "nbc-c-bar" }),
    i % 4 ? svg("rect", { ...box, fill: `url(#${pattern}-${i % 4})` }) : null,
  );
}

// A second filling on top of the colour: bars differ in black and white, too.
function hatches(id) {
  const drawn = ["M0 8L8 0", "M4 0V8", "M0 0L8 8M0 8L8 0"];
  return svg(
    "defs",
    null,
    drawn.map((d, i) =>
      svg(
        "pattern",
        { id: `${id}-${i + 1}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
        svg("path", { class: "nbc-c-hatch", d }),
      ),
    ),
  );
}

function whisker(low, high, y, em) {
  const cap = round(em * 0.35);
  return svg("path", {
    class: "nbc-c-whisker",
    d: `M${round(low)} ${round(y - cap)}v${2 * cap}M${round(high)} ${round(y - cap)}v${2 * cap}M${round(low)} ${round(y)}H${round(high)}`,
  });
}

function baseline(range, place, bottom, em, top, width) {
  const found = ticks(range, 4);
  const grid = found.map((tick) =>
    svg("path", { class: "nbc-c-grid", d: `M${round(place(tick))} ${round(top)}V${round(bottom)}` }),
  );
  const labels = found.map((tick, i) =>
    text(place(tick), bottom + em * 1.2, range.say(tick), {
      "text-anchor": i === 0 && place(tick) < em ? "start" : "middle",
    }),
  );
  const names = wrapped(axisName(range), width, em).map((line, i) =>
    text(0, bottom + em * (2.7 + i * 1.4), line, { class: "nbc-c-name" }),
  );
  return { grid, nodes: [labels, names], bottom: bottom + em * (1.8 + names.length * 1.4) };
}
