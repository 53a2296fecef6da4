// Draw the cells of the dish; the same seed always draws the same dish.

import { h } from "../../kit/dom.js";
import { svg } from "../../kit/svg.js";
import { generator, shuffled } from "../../toolkit/random.js";

const RADIUS = 190;
const APART = 34;
const CALM = 400; // milliseconds: a slider that is being dragged moves faster, and its cells change without growing

/** Return the cells with a place, a threshold and the shape they will grow into. */
export function cellShapes(seed, count, reach) {
  const random = generator(seed);
  const places = spread(random, count);
  const responders = new Set(
    shuffled(
      Array.from({ length: count }, (_, i) => i),
      random,
    ).slice(0, reach),
  );
  return places.map((place, i) => ({
    ...place,
    responds: responders.has(i),
    threshold: random(),
    turn: random() * 360,
    splits: random() < 0.45,
    arms: Array.from({ length: 3 + Math.floor(random() * 2) }, (_, k) => arm(random, k)),
  }));
}

/** Return {element, show(states)} of the dish. */
export function drawDish(cells) {
  const groups = cells.map(drawCell);
  const glass = [svg("circle", { r: 214, class: "nbc-x-glass" }), svg("circle", { r: 204, class: "nbc-x-medium" })];
  const element = svg(
    "svg",
    { viewBox: "-220 -220 440 440", class: "nbc-x-picture", "aria-hidden": "true" },
    glass,
    groups,
  );
  let last = -CALM;
  // Only what changes is touched: a cell that stays as it is costs no new style.
  const show = (states) => {
    const now = performance.now();
    element.toggleAttribute("data-quick", now - last < CALM);
    last = now;
    groups.forEach(
      (group, i) => group.getAttribute("data-state") !== states[i] && group.setAttribute("data-state", states[i]),
    );
  };
  return { element, show };
}

/** Return the key of the picture: shape and word for each state. */
export function legend(states) {
  const sample = {
    x: 0,
    y: 0,
    turn: 20,
    splits: true,
    arms: [
      { angle: 0, length: 17, bend: 5 },
      { angle: 130, length: 15, bend: -4 },
      { angle: 235, length: 17, bend: 4 },
    ],
  };
  return h(
    "ul",
    { class: "nbc-x-legend" },
    Object.entries(states).map(([state, words]) => {
      const cell = drawCell(sample);
      cell.setAttribute("data-state", state);
      return h("li", null, svg("svg", { viewBox: "-22 -22 44 44", "aria-hidden": "true" }, cell), words);
    }),
  );
}

function drawCell({ x, y, turn, splits, arms }) {
  const neurites = svg(
    "g",
    { class: "nbc-x-arms" },
    arms.map(({ angle, length, bend }) => neurite(angle, length, bend)),
  );
  const buds = svg(
    "g",
    { class: "nbc-x-buds" },
    arms.map(({ angle }) => svg("path", { d: "M7 0 L12 0", transform: `rotate(${angle})` })),
  );
  const newCell = splits
    ? svg(
        "g",
        { class: "nbc-x-new-cell" },
        svg("circle", { cx: 8, r: 7 }),
        svg("circle", { cx: 8, r: 2.6, class: "nbc-x-core" }),
      )
    : null;
  const body = svg("g", { class: "nbc-x-body" }, svg("circle", { r: 8 }), svg("circle", { r: 3, class: "nbc-x-core" }));
  return svg(
    "g",
    { class: "nbc-x-cell", transform: `translate(${x} ${y}) rotate(${Math.round(turn)})` },
    neurites,
    buds,
    newCell,
    body,
  );
}

function neurite(angle, length, bend) {
  const path = svg("path", { d: `M6 0 Q ${length / 2} ${bend} ${length} ${-bend / 2}` });
  return svg(
    "g",
    { transform: `rotate(${Math.round(angle)})` },
    path,
    svg("circle", { cx: length, cy: -bend / 2, r: 1.8, class: "nbc-x-tip" }),
  );
}

function arm(random, k) {
  return { angle: k * 95 + random() * 50, length: Math.round(16 + random() * 9), bend: Math.round(random() * 14 - 7) };
}

// Candidates are tried until none lies on a neighbour; the distance gives way, so the loop always ends.
function spread(random, count) {
  const places = [];
  for (let apart = APART, tries = 0; places.length < count; tries += 1) {
    if (tries % 60 === 59) apart *= 0.98;
    const angle = random() * 2 * Math.PI;
    const far = RADIUS * Math.sqrt(random());
    const place = { x: Math.round(far * Math.cos(angle)), y: Math.round(far * Math.sin(angle)) };
    if (places.every(({ x, y }) => Math.hypot(x - place.x, y - place.y) >= apart)) places.push(place);
  }
  return places;
}
