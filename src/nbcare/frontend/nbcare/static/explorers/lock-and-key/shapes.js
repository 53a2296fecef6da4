// The small shapes of the picture. Each stands at 0 0 and points upwards; `put` places it.
import { svg } from "../../kit/svg.js";

export const LOCK = 26; // from the cell's skin to the top of the lock
export const KEY = 34; // from there to the end of the antibody's tail

/** Put nodes at a place, turned and scaled. */
export function put({ x, y, turn = 0 }, scale, attributes, ...nodes) {
  const r = (n) => Math.round(n * 100) / 100;
  return svg(
    "g",
    { ...attributes, transform: `translate(${r(x)} ${r(y)}) rotate(${r(turn)}) scale(${r(scale)})` },
    nodes,
  );
}

/** GD2: a round lock of sugar on two legs of fat. */
export function lock() {
  return [
    svg("path", { class: "nbc-x-lock-leg", d: "M0 -12V2M0 1L-4 10M0 1L4 10" }),
    svg("circle", { class: "nbc-x-lock-head", cy: -18, r: 7.5 }),
    svg("path", { class: "nbc-x-lock-hole", d: "M0 -20V-15" }),
  ];
}

/** The antibody: two arms that hug the lock, and a tail that points away. */
export function antibody() {
  return [
    svg("path", { class: "nbc-x-key", d: "M-11 5L-10 -4L0 -12L10 -4L11 5M0 -12V-34" }),
    svg("path", { class: "nbc-x-key-line", d: "M0 -14V-31" }),
  ];
}

/** Complement: a ring with a hole that goes through the cell's skin. */
export function ring() {
  return [
    svg("path", { class: "nbc-x-ring", d: "M-6.5 -4V9H6.5V-4Z" }),
    svg("ellipse", { class: "nbc-x-ring", cy: -4, rx: 6.5, ry: 4 }),
    svg("ellipse", { class: "nbc-x-ring-hole", cy: -4, rx: 3, ry: 1.7 }),
  ];
}

/** GM-CSF: a diamond with a plus. */
export function growthFactor() {
  return [
    svg("path", { class: "nbc-x-gmcsf", d: "M0 -11L11 0L0 11L-11 0Z" }),
    svg("path", { class: "nbc-x-plus", d: "M-5 0H5M0 -5V5" }),
  ];
}

/** A white cell of radius 20: its kind shows in outline and nucleus. */
export function whiteCell({ kind, armed }, grips) {
  const badge = armed ? svg("g", { transform: "translate(16 -14)", "data-part": "armed" }, growthFactor()) : null;
  const hand = grips ? svg("path", { class: "nbc-x-hand", d: "M-7 27Q-7 18 0 18Q7 18 7 27" }) : null;
  return [WHITE[kind](), hand, badge];
}

const WHITE = {
  nk: () => [
    svg("circle", { class: "nbc-x-white nbc-x-nk", r: 19 }),
    svg("circle", { class: "nbc-x-nucleus", cx: -3, cy: -2, r: 10 }),
    [
      [11, -7],
      [13, 1],
      [10, 9],
      [3, 13],
      [-6, 13],
    ].map(([cx, cy]) => svg("circle", { class: "nbc-x-grain", cx, cy, r: 1.8 })),
  ],
  neutrophil: () => [
    svg("circle", { class: "nbc-x-white nbc-x-neutrophil", r: 19 }),
    svg("path", { class: "nbc-x-lobes", d: "M-8 -5L1 -8L8 0L2 8" }),
    [
      [-8, -4],
      [1, -9],
      [8, 0],
      [1, 8],
    ].map(([cx, cy]) => svg("circle", { class: "nbc-x-nucleus", cx, cy, r: 5 })),
  ],
  macrophage: () => [
    svg("path", {
      class: "nbc-x-white nbc-x-macrophage",
      d: "M0 -21C6 -24 8 -16 13 -16C21 -17 18 -8 21 -4C26 2 18 5 18 10C18 18 10 16 6 19C0 24 -4 17 -10 18C-18 18 -16 10 -19 6C-25 1 -18 -3 -18 -8C-18 -16 -10 -14 -7 -17C-5 -20 -3 -20 0 -21Z",
    }),
    svg("path", {
      class: "nbc-x-nucleus",
      d: "M-10 -5C-9 -13 6 -13 9 -5C11 2 6 9 3 6C0 3 -1 1 -4 3C-8 6 -11 1 -10 -5Z",
    }),
  ],
};
