// Draw the three trays, side by side or one below the other, and tie the antibody to its partners.
import { chartFrame, fill, svg, text, wrapped } from "../../toolkit/index.js";
import { antibody, put, whiteCell } from "../lock-and-key/shapes.js";

const GAP = 14;

/** Return {element, show(tally), svg()} of the trays. */
export function drawTrays(words) {
  return chartFrame(words.picture, ({ width, em, data: found }) => {
    const wide = width >= em * 46;
    const high = em * 8.6;
    const plan = wrapped(
      fill(words.drawn.antibody, { place: words.places[found.place].label }),
      width - em * 4,
      em * 1.1,
    );
    const top = em * (1.1 + 1.3 * plan.length);
    const places = wide ? beside(width, top + em * 1.6) : below(width, top + em, high, em);
    const trays = Object.keys(words.trays).map((id, i) => tray(words, id, found, { ...places[i], high, em }));
    const ties = Object.keys(words.trays).map(
      (id, i) => found.partners?.includes(id) && (wide ? drop(places[i], top) : elbow(places[i], top, high)),
    );
    return { height: places.at(-1).y + high + 2, nodes: [ties, head(plan, { width, em, high: top }), trays] };
  });
}

function beside(width, y) {
  const wide = (width - 2 * GAP) / 3;
  return [0, 1, 2].map((i) => ({ x: i * (wide + GAP), y, wide }));
}

function below(width, y, high, em) {
  const x = em * 1.6;
  return [0, 1, 2].map((i) => ({ x, y: y + i * (high + GAP * 0.7), wide: width - x - 1 }));
}

function head(lines, { width, em, high }) {
  return [
    svg("rect", { class: "nbc-x-plan", x: 1, y: 1, width: width - 2, height: high - 2, rx: 8 }),
    put({ x: em * 1.5, y: high / 2 + em * 0.62 }, em / 26, {}, antibody()),
    lines.map((line, i) => text(em * 2.9, em * (1.5 + 1.3 * i), line, { class: "nbc-c-own", "font-size": em })),
  ];
}

function tray({ trays, drawn }, id, { trays: lie, partners }, { x, y, wide, high, em }) {
  const { label, drug, cells } = trays[id];
  const state = partners ? (partners.includes(id) ? "with" : "without") : "unknown";
  const n = lie[id].length;
  const left = x + em * 0.9;
  return svg(
    "g",
    { class: "nbc-x-tray", "data-tray": id, "data-partner": state },
    svg("rect", { x, y, width: wide, height: high, rx: 8 }),
    text(left, y + em * 1.8, label, { class: "nbc-c-own", "font-size": em * 1.2 }),
    text(left, y + em * 3.1, drug, { class: "nbc-c-name" }),
    pictogram(id, cells, x + wide - em * 0.8, y + em * 2.3, wide > em * 17 ? em * 1.2 : em),
    Array.from({ length: n }, (_, i) => card(left + i * em * 1.05, y + em * 4.1, em)),
    text(left + n * em * 1.05 + (n ? em * 0.4 : 0), y + em * 5.3, fill(drawn.cards, { n })),
    text(left, y + em * 7.6, drawn[state], { class: state === "with" ? "nbc-c-own" : "nbc-c-name" }),
  );
}

function card(x, y, em) {
  return svg(
    "g",
    { "data-part": "card" },
    svg("rect", { class: "nbc-x-small-card", x, y, width: em * 0.85, height: em * 1.5, rx: 2 }),
    svg("path", {
      class: "nbc-x-small-line",
      d: `M${x + em * 0.2} ${y + em * 0.5}h${em * 0.45}M${x + em * 0.2} ${y + em * 0.95}h${em * 0.45}`,
    }),
  );
}

/** Draw the cells that the substance speaks to: armed ones for GM-CSF, many of one kind for the others. */
function pictogram(id, cells, right, y, em) {
  const kinds = cells.length > 1 ? cells : [cells[0], cells[0], cells[0]];
  const size = (em / 14) * (cells.length > 1 ? 0.8 : 0.62);
  return kinds.map((kind, i) =>
    put(
      { x: right - 22 * size - (kinds.length - 1 - i) * 46 * size, y },
      size,
      {},
      whiteCell({ kind, armed: id === "gm" }, false),
    ),
  );
}

function drop({ x, y, wide }, top) {
  const middle = x + wide / 2;
  return tie(`M${middle} ${top}V${y - 4}`, `M${middle - 7} ${y - 9}L${middle} ${y}L${middle + 7} ${y - 9}Z`);
}

function elbow({ x, y }, top, high) {
  const [line, middle] = [x * 0.4, y + high / 2];
  return tie(`M${line} ${top}V${middle}H${x - 4}`, `M${x - 9} ${middle - 7}L${x} ${middle}L${x - 9} ${middle + 7}Z`);
}

function tie(line, head) {
  return svg(
    "g",
    { "data-part": "tie" },
    svg("path", { class: "nbc-x-tie", d: line }),
    svg("path", { class: "nbc-x-tie-head", d: head }),
  );
}
