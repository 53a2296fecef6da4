// Lines with confidence bands.
import { svg } from "../../kit/svg.js";
import { words } from "../strings.js";
import { axes } from "./axes.js";
import { chartFrame, path, round, text } from "./frame.js";
import { legend, lineSample, look, mark } from "./looks.js";

/**
 * Make {element, show(data), svg()}.
 * `x` and `y` are {label, unit, min, max, log, ticks, say}; `show({lines, now, bounds, x, y})` draws
 * `lines` [{label, points: [[x, y], …], band: [[x, low, high], …], marks}], a vertical line at `now` {at, label}
 * and horizontal ones at `bounds` [{at, label}]; its x and y change the axes.
 */
export function lineChart({ name, x, y, tall = 220 }) {
  return chartFrame(name, ({ width, em, data }) => {
    const { lines = [], now, bounds = [] } = data;
    const top = legend(entries(lines, em), { width, em });
    const place = axes({ x: { ...x, ...data.x }, y: { ...y, ...data.y }, width, em, top: top.height, tall });
    const nodes = [
      top.nodes,
      place.nodes,
      bounds.map((one) => bound(one, place, em)),
      now && present(now, place, em),
      lines.map((line, i) => drawn(line, i, place)),
    ];
    return { height: place.height, nodes };
  });
}

function entries(lines, em) {
  const shown = lines.map(({ label, marks }, i) => ({ label, sample: lineSample(i, em, marks) }));
  if (lines.some(({ band }) => band?.length)) return [...shown, bandEntry(em)];
  return lines.length > 1 ? shown : []; // the axis names a line that stands alone
}

/** Return the entry that says what the shade is. */
export function bandEntry(em) {
  return {
    label: words.band,
    sample: (x, y) =>
      svg(
        "g",
        { class: look(0) },
        svg("path", {
          class: "nbc-c-band",
          d: `M${round(x)} ${round(y - em * 0.5)}h${round(em * 2)}v${round(em)}h${round(-em * 2)}Z`,
        }),
      ),
  };
}

function drawn({ points, band = [], marks }, i, { x, y }) {
  const at = points.map(([across, up]) => [x(across), y(up)]);
  return svg(
    "g",
    { class: look(i) },
    band.length ? shade(band, x, y) : null,
    svg("path", { class: "nbc-c-line", d: path(at) }),
    marks ? at.map(([across, up]) => mark(i, across, up)) : null,
  );
}

/** Draw the shade between low and high. */
export function shade(band, x, y) {
  const there = band.map(([at, , high]) => [x(at), y(high)]);
  const back = band.map(([at, low]) => [x(at), y(low)]).reverse();
  return svg("path", { class: "nbc-c-band", d: `${path([...there, ...back])}Z` });
}

function bound({ at, label }, { y, plot }, em) {
  return [
    svg("path", { class: "nbc-c-bound", d: `M${plot.left} ${round(y(at))}H${round(plot.right)}` }),
    text(plot.right, y(at) - em * 0.4, label, { "text-anchor": "end", class: "nbc-c-halo" }),
  ];
}

/** Draw a vertical line at one value, with its name beside it. */
export function present({ at, label = "" }, { x, plot }, em) {
  const place = x(at);
  const late = place > (plot.left + plot.right) / 2;
  return [
    svg("path", { class: "nbc-c-now", d: `M${round(place)} ${round(plot.top)}V${round(plot.bottom)}` }),
    text(place + em * (late ? -0.4 : 0.4), plot.top + em, label, {
      "text-anchor": late ? "end" : "start",
      class: "nbc-c-halo",
    }),
  ];
}
