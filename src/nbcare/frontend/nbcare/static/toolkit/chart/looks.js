// How series differ without their colour: the dash of a line, the shape of a mark, the filling of a bar.
import { svg } from "../../kit/svg.js";
import { round, text, textWidth, wrapped } from "./frame.js";

const MARKS = ["disc", "square", "diamond", "triangle"];
const SHAPES = {
  disc: (x, y, r) => svg("circle", { cx: x, cy: y, r }),
  ring: (x, y, r) => svg("circle", { cx: x, cy: y, r: r - 0.8, class: "nbc-c-hollow" }),
  square: (x, y, r) => svg("path", { d: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z` }),
  diamond: (x, y, r) =>
    svg("path", {
      d: `M${x} ${round(y - r * 1.2)}L${round(x + r * 1.2)} ${y}L${x} ${round(y + r * 1.2)}L${round(x - r * 1.2)} ${y}Z`,
    }),
  triangle: (x, y, r) =>
    svg("path", { d: `M${x} ${round(y - r * 1.2)}L${round(x + r * 1.2)} ${round(y + r)}H${round(x - r * 1.2)}Z` }),
  wedge: (x, y, r) =>
    svg("path", { d: `M${x} ${round(y + r * 1.2)}L${round(x + r * 1.2)} ${round(y - r)}H${round(x - r * 1.2)}Z` }),
  cross: (x, y, r) =>
    svg("path", {
      class: "nbc-c-cross",
      d: `M${round(x - r)} ${round(y - r)}L${round(x + r)} ${round(y + r)}M${round(x + r)} ${round(y - r)}L${round(x - r)} ${round(y + r)}`,
    }),
};

/** Return the class that gives a series its colour and its dash. */
export function look(i) {
  return `nbc-c-series nbc-c-s${(i % MARKS.length) + 1}`;
}

/** Draw a mark by its shape: disc, ring, square, diamond, triangle, wedge or cross. */
export function shape(name, x, y, r) {
  if (!SHAPES[name]) throw new Error(`there is no shape “${name}”; use ${Object.keys(SHAPES).join(", ")}`);
  return SHAPES[name](round(x), round(y), round(r));
}

/** Draw the mark of a series. */
export function mark(i, x, y, r = 4) {
  return shape(MARKS[i % MARKS.length], x, y, r);
}

/** Lay out a legend: {height, nodes}; `entries` are {label, sample(x, y)} with a sample two letters wide. */
export function legend(entries, { width, em, top = 0 }) {
  const place = { x: 0, y: top, high: 0 };
  const nodes = entries.map(({ label, sample }) => {
    const lines = wrapped(label, width - em * 2.6, em);
    const wide = em * 3.8 + Math.max(...lines.map((line) => textWidth(line, em)));
    if (place.x > 0 && place.x + wide - em * 1.2 > width)
      Object.assign(place, { x: 0, y: place.y + place.high, high: 0 });
    const { x, y } = place;
    Object.assign(place, { x: x + wide, high: Math.max(place.high, em * (0.3 + lines.length * 1.4)) });
    return [sample(x, y + em * 0.85), lines.map((line, i) => text(x + em * 2.6, y + em * (1.2 + i * 1.4), line))];
  });
  return { height: place.y + place.high - top, nodes };
}

/** Draw the piece of line that stands in a legend. */
export function lineSample(i, em, marked = false) {
  return (x, y) =>
    svg(
      "g",
      { class: look(i) },
      svg("path", { class: "nbc-c-line", d: `M${round(x)} ${round(y)}h${round(em * 2)}` }),
      marked ? mark(i, x + em, y) : null,
    );
}
