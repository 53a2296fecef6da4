// Dates of a page on a line of years, beside the years in which the evidence changed.
import { chartFrame, mark, path, scale, svg, text, textWidth, ticks } from "../../toolkit/index.js";

const ROW = 3.3; // of a letter: a name with its date, and its line below
const STEP = 4; // years

/** Make the line; it shows {rows: [{label, says, year}]}: a row without a year has no mark. */
export function timeline({ name, from, to, axis, events }) {
  return chartFrame(name, ({ width, em, data: { rows } }) => {
    const place = scale({ min: from, max: to }, em * 0.8, width - em * 1.4);
    const top = em * 1.6 * events.length + em * 0.4;
    const bottom = top + rows.length * ROW * em;
    const moments = events.map((event, i) => moment(event, place(event.year), { i, em, bottom }));
    const marks = rows.map((row, i) => drawn(row, i, { place, y: top + i * ROW * em, width, em }));
    const nodes = [
      moments.map(({ line }) => line),
      moments.map(({ name }) => name),
      marks,
      years({ from, to, axis }, place, { bottom, width, em }),
    ];
    return { height: bottom + em * 3.4, nodes };
  });
}

// The later one stands lower, so that two names never run into each other; a narrow page keeps the first whole.
function moment({ label, year }, x, { i, em, bottom }) {
  const [title, y] = [`${label}, ${year}`, em * (1 + 1.6 * i)];
  const end = Math.max(x - em * 0.4, textWidth(title, em));
  return {
    line: svg("path", {
      class: "nbc-x-moment",
      d: path([
        [x, y - em * 0.8],
        [x, bottom],
      ]),
    }),
    name: text(end, y, title, { "text-anchor": "end", class: "nbc-c-halo nbc-c-name" }),
  };
}

function drawn({ label, says, year }, i, { place, y, width, em }) {
  const line = y + em * 2;
  const words = text(0, y + em * 1.1, `${label}: ${says}`, { class: "nbc-c-halo nbc-c-own" });
  const at =
    year === undefined
      ? null
      : svg("g", { class: `nbc-c-series nbc-c-s${i + 1}`, "data-year": year }, mark(i, place(year), line, em * 0.5));
  return [
    svg("path", {
      class: "nbc-c-grid",
      d: path([
        [0, line],
        [width, line],
      ]),
    }),
    words,
    at,
  ];
}

function years({ from, to, axis }, place, { bottom, width, em }) {
  const found = ticks({
    min: from,
    max: to,
    ticks: Array.from({ length: Math.floor((to - from) / STEP) + 1 }, (_, i) => from + i * STEP),
  });
  const drawn = found.map((year) => [
    svg("path", { class: "nbc-c-axis", d: `M${place(year)} ${bottom}v${em * 0.35}` }),
    text(place(year), bottom + em * 1.5, year, { "text-anchor": "middle" }),
  ]);
  return [
    svg("path", {
      class: "nbc-c-axis",
      d: path([
        [0, bottom],
        [width, bottom],
      ]),
    }),
    drawn,
    text(width / 2, bottom + em * 2.9, axis, { "text-anchor": "middle", class: "nbc-c-name" }),
  ];
}
