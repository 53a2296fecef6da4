// The board: rows are what it was, columns what was answered; a letter for each child, whose look tells how sure the answer was.
import { chartFrame, svg, text, wrapped } from "../../toolkit/index.js";
import { cell } from "./score.js";

const ROW = 2.9; // of a letter: the height of a cell
const GAP = 0.35;
const NARROW = 27; // letters of width, below which a row's name stands above its cells
const TOKEN = 0.86;

/** Make {element, show({answers}), svg()} of the board. */
export function board({ pictures, board: words, notes }) {
  const ids = Object.keys(pictures);
  return chartFrame(words.name, ({ width, em, data }) => {
    const above = width < NARROW * em;
    const left = above ? 0 : em * 7.2;
    const wide = (width - left) / ids.length;
    const tall = (ROW + (above ? 2.1 : 0) + GAP) * em;
    const top = em * 3.4;
    const heads = [
      text(left, em, `${words.said} →`, { class: "nbc-c-name" }),
      ids.map((id, i) =>
        text(left + (i + 0.5) * wide, em * 2.7, pictures[id].short, {
          class: "nbc-x-heading",
          "text-anchor": "middle",
        }),
      ),
    ];
    const rows = ids.map((was, r) => {
      const at = top + r * tall;
      const name = above
        ? text(0, at + em * 1.45, `${words.was}: ${pictures[was].short}`, { class: "nbc-x-heading" })
        : [
            text(0, at + em * 1.2, words.was, { class: "nbc-c-name" }),
            text(0, at + em * 2.4, pictures[was].short, { class: "nbc-x-heading" }),
          ];
      return [
        name,
        ids.map((given, c) =>
          square(cell(notes, data.answers, was, given), data.answers, {
            was,
            given,
            left: left + c * wide,
            top: at + (above ? em * 1.95 : 0),
            wide,
            em,
          }),
        ),
      ];
    });
    const bottom = top + ids.length * tall;
    const key = looks(words.looks, width, em, bottom + em * 0.5);
    const foot = wrapped(words.foot, width, em).map((line, i) =>
      text(0, key.bottom + em * (1.1 + i * 1.4), line, { class: "nbc-c-name" }),
    );
    return { height: key.bottom + em * (0.7 + foot.length * 1.4), nodes: [heads, rows, key.nodes, foot] };
  });
}

function square(children, answers, { was, given, left, top, wide, em }) {
  const look = was === given ? "settled" : children.length ? "mixed" : "empty";
  const box = svg("rect", {
    class: "nbc-x-cell-box",
    x: round(left + em * 0.15),
    y: round(top),
    width: round(wide - em * 0.3),
    height: round(ROW * em),
    rx: 6,
  });
  const tick =
    was === given && !children.length
      ? text(left + wide / 2, top + em * 1.85, "✓", { class: "nbc-x-tick", "text-anchor": "middle" })
      : null;
  const each = Math.min(em * 2, (wide - em * 0.6) / Math.max(children.length, 1));
  const from = left + wide / 2 - (each * (children.length - 1)) / 2;
  const tokens = children.map((child, i) =>
    token(child, answers[child].certainty, from + i * each, top + (ROW * em) / 2, Math.min(TOKEN * em, each * 0.48)),
  );
  return svg(
    "g",
    {
      class: "nbc-x-square",
      "data-look": look,
      "data-was": was,
      "data-given": given,
      "data-children": children.join(" "),
    },
    box,
    tick,
    tokens,
  );
}

// A guess is a dashed ring, fairly sure a ring, sure a disc: told apart without colour.
function token(child, certainty, x, y, r) {
  return svg(
    "g",
    { class: "nbc-x-token", "data-certainty": certainty },
    svg("circle", { cx: round(x), cy: round(y), r: round(r) }),
    text(x, y + r * 0.42, child.charAt(0), { "text-anchor": "middle" }),
  );
}

function looks(names, width, em, top) {
  const place = { x: 0, y: top };
  const nodes = Object.entries(names).map(([certainty, label]) => {
    const wide = em * (2.6 + label.length * 0.58);
    if (place.x > 0 && place.x + wide > width) Object.assign(place, { x: 0, y: place.y + em * 2 });
    const node = [
      token("", certainty, place.x + em * 0.9, place.y + em * 0.9, em * TOKEN * 0.8),
      text(place.x + em * 2, place.y + em * 1.3, label),
    ];
    place.x += wide + em * 0.8;
    return node;
  });
  return { nodes, bottom: place.y + em * 2 };
}

function round(value) {
  return Math.round(value * 10) / 10;
}
