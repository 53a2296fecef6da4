// Topics and families: a dot for each question, so that an empty row is seen at once.
import { chartFrame, shape, svg, text, wrapped } from "../../toolkit/index.js";

const NARROW = 34; // letters of width below which a topic's name stands above its row

/** Make the picture; its data are {columns: [{label, counts: [n] | null, now, here}], topics: [{label, must}]}. */
export function topicGrid(words) {
  return chartFrame(words.name, ({ width, em, data }) => draw({ width, em, ...data }, words));
}

function draw({ width, em, columns, topics }, words) {
  const wide = width > em * NARROW;
  const left = wide ? em * 9 : 0;
  const cell = (width - left) / columns.length;
  const place = { left, cell, wide, em, high: em * (wide ? 2.5 : 3.7), top: em * 2.2 };
  const foot = place.top + topics.length * place.high;
  const notes = wrapped(words.legend, width, em);
  return {
    height: foot + em * (0.8 + notes.length * 1.35),
    nodes: [
      columns.map(({ label, here, now }, i) =>
        text(left + cell * (i + 0.5), em * 1.2, label, {
          "text-anchor": "middle",
          class: here || now ? "nbc-c-own" : "nbc-c-name",
        }),
      ),
      topics.map((topic, t) => row(topic, t, columns, place, words)),
      notes.map((line, i) => text(0, foot + em * (1.3 + i * 1.35), line, { class: "nbc-c-name" })),
    ],
  };
}

function row({ label, must }, t, columns, { left, cell, wide, em, high, top }, words) {
  const y = top + t * high;
  const low = wide ? y : y + em * 1.3;
  const box = { y: low, height: (wide ? high : high - em * 1.3) - em * 0.4 };
  const cells = columns.map(({ counts, now }, i) => {
    const n = counts ? counts[t] : null;
    const gone = now && must && n === 0;
    const x = left + cell * i;
    const middle = [x + cell / 2, box.y + box.height / 2];
    return [
      svg("rect", {
        class: ["nbc-x-box", gone ? "nbc-x-gap" : "", now ? "nbc-x-column-now" : ""].join(" ").trim(),
        x: x + em * 0.2,
        y: box.y,
        width: cell - em * 0.4,
        height: box.height,
        rx: 4,
      }),
      n === null
        ? text(middle[0], middle[1] + em * 0.35, words.unseen, { "text-anchor": "middle", class: "nbc-c-name" })
        : dots(n, middle, em),
      gone
        ? text(middle[0], middle[1] + em * 0.35, words.missing, { "text-anchor": "middle", class: "nbc-x-gap-word" })
        : null,
    ];
  });
  return [text(0, wide ? y + em * 1.4 : y + em, label, must ? { class: "nbc-c-own" } : {}), cells];
}

function dots(n, middle, em) {
  const [x, y] = middle;
  return Array.from({ length: n }, (_, i) =>
    svg("g", { class: "nbc-x-question-dot" }, shape("disc", x + (i - (n - 1) / 2) * em * 1.05, y, em * 0.36)),
  );
}
