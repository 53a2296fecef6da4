// The four cells: each body has a shape of its own, and says where on its skin something stands.
import { svg } from "../../kit/svg.js";
import { text } from "../../toolkit/chart/frame.js";
import { generator } from "../../toolkit/random.js";

export const TALL = 92;

/** Return {nodes, at(part)}: `part` of the width goes to a place on the cell's skin with its slope. */
export const BODIES = {
  tumour({ width, top }, { cracks, depth }) {
    const radius = width * 2.2;
    const at = dome(width, top, radius);
    const bottom = top + TALL;
    const [left, right] = [at(0.01), at(0.99)];
    const outline = `M${left.x} ${left.y}A${radius} ${radius} 0 0 1 ${right.x} ${right.y}V${bottom - 14}Q${right.x} ${bottom} ${right.x - 14} ${bottom}H${left.x + 14}Q${left.x} ${bottom} ${left.x} ${bottom - 14}Z`;
    const lumps = svg("path", {
      class: "nbc-x-core",
      d: lumpy(width / 2, top + TALL * 0.64, Math.min(width * 0.2, 74), TALL * 0.22),
    });
    const broken = cracks.map((part) => crack(at(part), depth));
    return { at, nodes: [svg("path", { class: "nbc-x-outside nbc-x-tumour", d: outline }), lumps, broken] };
  },
  nerve({ width, top, em, drawn }, { level, calmed }) {
    const at = (part) => ({ x: part * width, y: top, turn: 0 });
    const sheath = (y) =>
      [0, 1, 2, 3, 4].map((i) =>
        svg("rect", {
          class: "nbc-x-outside nbc-x-sheath",
          x: (i * width) / 5 + 2,
          y,
          width: width / 5 - 4,
          height: 15,
          rx: 7,
        }),
      );
    const middle = top + 33;
    const gate = width * 0.57;
    const row = top + TALL - em * 0.35;
    const signal = svg("path", {
      class: level ? "nbc-x-signal" : "nbc-x-signal nbc-x-still",
      d: zigzag(8, calmed ? gate - 14 : width - 14, middle, level ? 11 : 0),
      "data-part": "signal",
      "data-level": level,
    });
    const weaker = calmed
      ? svg("path", {
          class: level ? "nbc-x-signal" : "nbc-x-signal nbc-x-still",
          d: zigzag(gate + 16, width - 14, middle, level ? 4 : 0),
          "data-part": "less",
        })
      : null;
    const pill = calmed
      ? svg(
          "g",
          { "data-part": "opioid" },
          svg("rect", { class: "nbc-x-opioid", x: gate - 10, y: top + 7, width: 20, height: 52, rx: 10 }),
          text(gate, row, drawn.opioid, { "text-anchor": "middle" }),
        )
      : null;
    const head = svg("path", {
      class: "nbc-x-arrow",
      d: `M${width - 15} ${middle - 7}L${width - 4} ${middle}L${width - 15} ${middle + 7}Z`,
    });
    const says = [
      text(2, row, level ? drawn.fires : drawn.quiet),
      text(width - 2, row, drawn.brain, { "text-anchor": "end" }),
    ];
    return {
      at,
      nodes: [
        svg("rect", { class: "nbc-x-outside nbc-x-axon", x: 1, y: top + 9, width: width - 2, height: 48, rx: 6 }),
        sheath(top),
        sheath(top + 51),
        signal,
        weaker,
        head,
        pill,
        says,
      ],
    };
  },
  pigment({ width, top }) {
    const radius = width * 0.6;
    const at = dome(width, top, radius);
    const bottom = top + TALL;
    const [left, right] = [at(0.18), at(0.82)];
    const outline = `M4 ${bottom - 30}Q${width * 0.13} ${bottom - 38} ${left.x} ${left.y}A${radius} ${radius} 0 0 1 ${right.x} ${right.y}Q${width * 0.87} ${bottom - 38} ${width - 4} ${bottom - 30}Q${width * 0.88} ${bottom - 16} ${width * 0.8} ${bottom}Q${width * 0.5} ${bottom - 14} ${width * 0.2} ${bottom}Q${width * 0.12} ${bottom - 16} 4 ${bottom - 30}Z`;
    const random = generator(5);
    const grains = Array.from({ length: 26 }, () =>
      svg("circle", {
        class: "nbc-x-pigment-grain",
        cx: width * (0.24 + 0.52 * random()),
        cy: top + TALL * (0.32 + 0.42 * random()),
        r: 2.2,
      }),
    );
    return {
      at,
      nodes: [
        svg("path", { class: "nbc-x-outside nbc-x-pigment", d: outline }),
        grains,
        svg("ellipse", { class: "nbc-x-core", cx: width / 2, cy: top + TALL * 0.5, rx: 22, ry: 13 }),
      ],
    };
  },
  surface({ width, top }) {
    const at = (part) => ({ x: part * width, y: top, turn: 0 });
    const rows = [
      [
        [0, 0.19],
        [0.2, 0.8],
        [0.81, 1],
      ],
      [
        [0, 0.49],
        [0.5, 1],
      ],
    ];
    const high = TALL / 2 - 4;
    const plates = rows.map((row, i) =>
      row.map(([from, to], k) =>
        svg("rect", {
          class: i === 0 && k === 1 ? "nbc-x-outside nbc-x-surface" : "nbc-x-outside nbc-x-neighbour",
          x: from * width + 1,
          y: top + i * (high + 4),
          width: (to - from) * width - 2,
          height: high,
          rx: 10,
        }),
      ),
    );
    return {
      at,
      nodes: [plates, svg("ellipse", { class: "nbc-x-core", cx: width / 2, cy: top + high / 2, rx: 30, ry: 8 })],
    };
  },
};

function dome(width, top, radius) {
  return (part) => {
    const slope = Math.asin((part - 0.5) * (width / radius));
    const round = (n) => Math.round(n * 10) / 10;
    return {
      x: round(part * width),
      y: round(top + radius * (1 - Math.cos(slope))),
      turn: round((slope * 180) / Math.PI),
    };
  };
}

function lumpy(x, y, wide, high) {
  return `M${x - wide} ${y}C${x - wide} ${y - high * 1.3} ${x - wide * 0.3} ${y - high} ${x} ${y - high}C${x + wide * 0.5} ${y - high * 1.2} ${x + wide} ${y - high} ${x + wide} ${y}C${x + wide} ${y + high * 1.2} ${x + wide * 0.2} ${y + high * 0.8} ${x} ${y + high}C${x - wide * 0.6} ${y + high * 1.2} ${x - wide} ${y + high} ${x - wide} ${y}Z`;
}

function crack({ x, y, turn }, depth) {
  const points = [0, 1, 2, 3].map((i) => `${i ? "L" : "M"}${i % 2 ? 5 : -4} ${(i * depth) / 3}`).join("");
  return svg("path", {
    class: "nbc-x-crack",
    "data-part": "crack",
    d: points,
    transform: `translate(${x} ${y}) rotate(${turn})`,
  });
}

function zigzag(from, to, y, high) {
  if (!high) return `M${from} ${y}H${to}`;
  const steps = Math.max(Math.round((to - from) / 11), 2);
  return Array.from(
    { length: steps + 1 },
    (_, i) =>
      `${i ? "L" : "M"}${Math.round(from + ((to - from) * i) / steps)} ${i === 0 || i === steps ? y : y + (i % 2 ? -high : high)}`,
  ).join("");
}
