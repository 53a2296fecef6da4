// Axes with ticks, labels and units.
import { svg } from "../../kit/svg.js";
import { round, text, textWidth, wrapped } from "./frame.js";
import { scale, ticks } from "./scale.js";

/** Return the name of an axis with its unit. */
export function axisName({ label, unit }) {
  return unit ? `${label} (${unit})` : label;
}

/**
 * Lay out a plot: {x, y, plot: {left, right, top, bottom}, nodes, height}.
 * The vertical axis is named above it, so that no letter stands on its side.
 */
export function axes({ x, y, width, em, top = 0, tall }) {
  const inWords = { x: x.say ?? String, y: y.say ?? String };
  const down = ticks(y, 5);
  const left = Math.ceil(Math.max(...down.map((tick) => textWidth(inWords.y(tick), em))) + em * 0.8);
  const lastTick = textWidth(inWords.x(x.max), em) / 2;
  const heads = wrapped(axisName(y), width, em);
  const start = top + heads.length * em * 1.4 + em * 0.7;
  const plot = { left, right: width - Math.max(lastTick, em * 0.6), top: start, bottom: start + tall };
  const across = fitting(x, inWords.x, plot.right - plot.left, em);
  const places = { x: scale(x, plot.left, plot.right), y: scale(y, plot.bottom, plot.top) };
  const feet = wrapped(axisName(x), width - left, em);
  const nodes = [
    heads.map((line, i) => text(0, top + em * (1 + i * 1.4), line, { class: "nbc-c-name" })),
    down.map((tick) => rung(plot, places.y(tick), inWords.y(tick), em)),
    across.map((tick) => foot(plot, places.x(tick), inWords.x(tick), em)),
    svg("path", {
      class: "nbc-c-axis",
      d: `M${plot.left} ${round(plot.top)}V${round(plot.bottom)}H${round(plot.right)}`,
    }),
    feet.map((line, i) =>
      text((plot.left + plot.right) / 2, plot.bottom + em * (2.8 + i * 1.4), line, {
        class: "nbc-c-name",
        "text-anchor": "middle",
      }),
    ),
  ];
  return { ...places, plot, nodes, across, height: plot.bottom + em * (1.9 + feet.length * 1.4) };
}

function rung({ left, right }, y, words, em) {
  return [
    svg("path", { class: "nbc-c-grid", d: `M${left} ${round(y)}H${round(right)}` }),
    text(left - em * 0.5, y + em * 0.35, words, { "text-anchor": "end" }),
  ];
}

function foot({ bottom }, x, words, em) {
  return [
    svg("path", { class: "nbc-c-axis", d: `M${round(x)} ${round(bottom)}v${round(em * 0.35)}` }),
    text(x, bottom + em * 1.4, words, { "text-anchor": "middle" }),
  ];
}

// As many ticks as there is room for: words that run into each other tell nothing.
function fitting(axis, say, room, em) {
  for (let most = 10; most > 1; most -= 1) {
    const found = axis.ticks ? every(ticks(axis), Math.ceil(ticks(axis).length / most)) : ticks(axis, most);
    const widest = Math.max(...found.map((tick) => textWidth(say(tick), em)));
    if (found.length * (widest + em) <= room) return found;
  }
  return [axis.min, axis.max];
}

function every(list, step) {
  return list.filter((_, i) => i % step === 0);
}
