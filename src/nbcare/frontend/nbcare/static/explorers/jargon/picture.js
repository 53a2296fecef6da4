// The school grade as bars, each tool alone and both together; below it one mark for each warning.
import { chartFrame, fill, path, scale, shape, svg, text, textWidth, wrapped } from "../../toolkit/index.js";

/** Make the picture; its data are {rows: [{label, grade, now}], kept, lost}: a row's grade is null until it was tried. */
export function gradePicture(words, { top, aim }) {
  return chartFrame(words.name, (paper) => draw(paper, words, top, aim));
}

function draw({ width, em, data }, words, top, aim) {
  const x = scale({ min: 0, max: top }, 1, width - textWidth("20.0", em) - em);
  const high = em * 3.1;
  const foot = data.rows.length * high;
  const notes = wrapped(aim.says, width, em);
  const end = foot + em * (4.7 + notes.length * 1.35);
  return {
    height: end + em * 2.2,
    nodes: [
      svg("rect", {
        class: "nbc-x-aim",
        x: x(aim.from),
        y: em * 0.2,
        width: x(aim.to) - x(aim.from),
        height: foot - em * 0.2,
      }),
      data.rows.map((row, i) => bar(row, i * high, { em, x, words })),
      axis(foot, { em, x, top, words }),
      notes.map((line, i) => text(0, foot + em * (4.7 + i * 1.35), line, { class: "nbc-c-name" })),
      warnings(data, end + em, { em, width, words }),
    ],
  };
}

function bar({ label, grade, now }, y, { em, x, words }) {
  const low = y + em * 1.45;
  const shown =
    grade === null
      ? text(0, low + em * 0.95, words.untried, { class: "nbc-c-name" })
      : text(x(grade) + em * 0.4, low + em * 0.95, grade.toFixed(1), { class: "nbc-c-own" });
  const block =
    grade === null
      ? null
      : svg("rect", {
          class: now ? "nbc-x-now" : "nbc-x-before",
          x: x(0),
          y: low,
          width: Math.max(x(grade) - x(0), 1),
          height: em * 1.15,
          rx: 2,
        });
  return [text(0, y + em * 1.1, label, now ? { class: "nbc-c-own" } : {}), block, shown];
}

function axis(y, { em, x, top, words }) {
  const at = [...new Set([0, 6, 12, 18].filter((grade) => grade <= top))];
  const ticks = at.map((grade) => [
    svg("path", {
      class: "nbc-c-axis",
      d: path([
        [x(grade), y + em * 0.3],
        [x(grade), y + em * 0.7],
      ]),
    }),
    text(x(grade), y + em * 1.8, grade, { "text-anchor": grade ? "middle" : "start" }),
  ]);
  return [
    svg("path", {
      class: "nbc-c-axis",
      d: path([
        [x(0), y + em * 0.3],
        [x(top), y + em * 0.3],
      ]),
    }),
    ticks,
    text(0, y + em * 3.3, words.axis, { class: "nbc-c-name" }),
  ];
}

function warnings({ kept, lost }, y, { em, width, words }) {
  const all = kept + lost;
  const label = fill(words.kept, { n: kept, all });
  const first = Math.min(textWidth(label, em * 1.1) + em * 0.8, width - all * em * 1.15);
  const one = (_, i) =>
    svg(
      "g",
      { class: i < kept ? "nbc-x-kept" : "nbc-x-lost" },
      shape(i < kept ? "disc" : "cross", first + i * em * 1.15, y - em * 0.35, em * 0.38),
    );
  return [text(0, y, label, { class: "nbc-c-own" }), Array.from({ length: all }, one)];
}
