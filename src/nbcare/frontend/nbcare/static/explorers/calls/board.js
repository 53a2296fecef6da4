// The board of the calls: a row for each, a column for each level, your answer and what the call needed.
import { chartFrame, fill, shape, svg, text, wrapped } from "../../toolkit/index.js";

const NARROW = 30; // letters of width below which a call's name stands above its row

/** Make the board; its data are rows of {label, given, needed, here}: a level's id, or null while it is not known. */
export function callBoard(words, levels) {
  return chartFrame(words.name, ({ width, em, data }) => draw({ width, em, rows: data.rows }, words, levels));
}

function draw({ width, em, rows }, words, levels) {
  const wide = width > em * NARROW;
  const left = wide ? Math.min(width * 0.36, em * 14) : 0;
  const cell = (width - left) / Object.keys(levels).length;
  const high = em * (wide ? 2.7 : 4);
  const top = em * 3.4;
  const place = { left, cell, high, wide, em };
  const foot = top + rows.length * high;
  return {
    height: foot + em * 3.6,
    nodes: [
      head(levels, place),
      rows.map((row, i) => drawRow(row, top + i * high, { ...place, words, levels })),
      legend(foot + em * 1.4, words, em),
    ],
  };
}

function head(levels, { left, cell, em }) {
  return Object.values(levels).map(({ label, mark }, i) => {
    const middle = left + cell * (i + 0.5);
    return [
      svg("g", { class: `nbc-x-level-${mark}` }, shape(mark, middle, em * 0.7, em * 0.5)),
      text(middle, em * 2.4, label, { "text-anchor": "middle", class: "nbc-c-own" }),
    ];
  });
}

function drawRow({ label, given, needed, here }, y, { left, cell, high, wide, em, words, levels }) {
  const name = given || here ? label : fill(words.waiting, { call: label });
  const low = wide ? y : y + em * 1.3;
  const box = (wide ? high : high - em * 1.3) - em * 0.5;
  const lines = wide ? wrapped(name, left - em, em) : [name];
  const looks = here ? { class: "nbc-c-own" } : {};
  return [
    lines.map((line, i) => text(0, wide ? y + em * (1.35 + (i - (lines.length - 1) / 2) * 1.15) : y + em, line, looks)),
    Object.entries(levels).map(([id, { mark }], i) =>
      cellOf(id, mark, { x: left + cell * i, y: low, wide: cell - em * 0.5, box, em }, { given, needed }),
    ),
  ];
}

function cellOf(id, mark, { x, y, wide, box, em }, { given, needed }) {
  const look = ["nbc-x-slot", id === needed ? "nbc-x-needed" : ""].join(" ").trim();
  const middle = [x + wide / 2 + em * 0.25, y + box / 2];
  return [
    svg("rect", { class: look, "data-level": id, x: x + em * 0.25, y, width: wide, height: box, rx: 4 }),
    id === given
      ? svg("g", { class: `nbc-x-mine nbc-x-level-${mark}`, "data-level": id }, shape(mark, ...middle, em * 0.55))
      : null,
  ];
}

function legend(y, words, em) {
  return [
    svg("g", { class: "nbc-x-mine" }, shape("disc", em * 0.8, y, em * 0.45)),
    text(em * 2, y + em * 0.35, words.mine),
    svg("rect", {
      class: "nbc-x-slot nbc-x-needed",
      x: em * 0.2,
      y: y + em * 0.9,
      width: em * 1.3,
      height: em * 1.1,
      rx: 3,
    }),
    text(em * 2, y + em * 1.8, words.needed),
  ];
}
