// Lay out the picture: white cells above, the chosen cell below, keys and locks between them.
import { chartFrame, fill, plain, svg, text, textWidth } from "../../toolkit/index.js";
import { legend } from "../../toolkit/chart/looks.js";
import { BODIES, TALL } from "./bodies.js";
import { antibody, growthFactor, KEY, LOCK, lock, put, ring, whiteCell } from "./shapes.js";

const PLACES = [0.14, 0.32, 0.5, 0.68, 0.86];
const INNER = PLACES.slice(1, -1);
const BETWEEN = [0.205, 0.385, 0.565, 0.745]; // further locks
const RINGS = [0.265, 0.445, 0.625, 0.805];
const TILTS = [150, -130, 165, 125, -150]; // keys that drift by

/** Return {element, show(outcome), svg()} of the scene. */
export function drawScene(words) {
  return chartFrame(words.picture, ({ width, em, data: found }) => {
    const scene = measured(width, em, words.drawn);
    const body = BODIES[found.cell](scene, {
      cracks: found.killing ? found.white.map(({ at }) => PLACES[at] - 0.04) : [],
      depth: 12 * found.killing,
      level: found.pain ?? 0,
      calmed: found.opioid,
    });
    const name = text(width / 2, scene.top + TALL + em * 1.35, plain(words.cells[found.cell].label), {
      class: "nbc-c-own",
      "text-anchor": "middle",
    });
    const key = legend(samples(words.drawn, em), { width, em, top: scene.top + TALL + em * 2.2 });
    const height = scene.top + TALL + em * 2.2 + key.height;
    return {
      height,
      nodes: [
        ground(width, scene),
        body.nodes,
        locks(found, body.at, scene),
        keys(found, body.at, scene),
        rings(found, body.at, scene),
        white(found, body.at, scene),
        name,
        key.nodes,
      ],
    };
  });
}

function measured(width, em, drawn) {
  const scale = Math.min(Math.max(width / 5 / 62, 0.78), 1.3);
  const radius = 20 * scale;
  const waits = em * 1.9 + radius;
  const reach = (LOCK + KEY) * scale;
  return { width, em, drawn, scale, radius, waits, reach, top: waits + radius + reach + 34 };
}

function ground(width, { top }) {
  return svg("rect", { class: "nbc-x-ground", x: 0, y: 0, width, height: top + TALL, rx: 8 });
}

function holders({ locks }) {
  return locks >= PLACES.length ? PLACES : locks ? INNER : [];
}

function locks(found, at, { scale }) {
  const parts = [...holders(found), ...(found.locks > PLACES.length ? BETWEEN : [])];
  return parts.map((part) => put(at(part), scale, { class: "nbc-x-gd2", "data-part": "lock" }, lock()));
}

function keys(found, at, { scale, reach }) {
  if (!found.antibody) return [];
  return PLACES.map((part, i) => {
    const place = at(part);
    if (holders(found).includes(part))
      return put(above(place, LOCK * scale - 4), scale, { "data-part": "holds" }, antibody());
    return put(
      { ...place, y: place.y - reach + 8 + 14 * (i % 2), turn: TILTS[i] },
      scale,
      { "data-part": "drifts" },
      antibody(),
    );
  });
}

function rings({ rings: count }, at, { scale }) {
  return RINGS.slice(0, count).map((part) => put(at(part), scale, { "data-part": "ring" }, ring()));
}

function white(found, at, scene) {
  const { radius, scale, waits, reach, width } = scene;
  const placed = found.white.map((cell) => {
    const place = found.grips
      ? above(at(PLACES[cell.at]), reach + radius * 0.9)
      : { x: PLACES[cell.at] * width, y: waits + 4 };
    return { ...cell, place: { ...place, turn: found.grips ? place.turn : 0 } };
  });
  const cells = placed.map((cell) =>
    put(
      cell.place,
      scale,
      { "data-part": found.grips ? "grips" : "waits", "data-kind": cell.kind },
      whiteCell(cell, found.grips > 0),
    ),
  );
  const kinds = [...new Set(placed.map(({ kind }) => kind))];
  return [
    cells,
    kinds.map((kind) =>
      label(
        kind,
        placed.filter((cell) => cell.kind === kind),
        scene,
      ),
    ),
  ];
}

function label(kind, cells, { width, em, radius, drawn }) {
  const words = fill(drawn[kind], { n: cells.length });
  const most = kind === "nk" ? width * 0.22 : width * 0.38;
  const size = Math.min(em, (em * most) / textWidth(words, em));
  const half = textWidth(words, size) / 2;
  const middle = cells.reduce((sum, { place }) => sum + place.x, 0) / cells.length;
  const x = Math.min(Math.max(middle, half + 4), width - half - 4);
  const y = Math.min(...cells.map(({ place }) => place.y)) - radius * 1.25 - 2;
  return text(x, y, words, { "text-anchor": "middle", "font-size": size });
}

/** Return the place so far above the skin, along its slope. */
function above({ x, y, turn }, far) {
  const slope = (turn * Math.PI) / 180;
  return { x: x + far * Math.sin(slope), y: y - far * Math.cos(slope), turn };
}

function samples(drawn, em) {
  const sample =
    (node, down, size = em / 25) =>
    (x, y) =>
      put({ x: x + em, y: y + down * size }, size, {}, node());
  return [
    { label: drawn.lock, sample: sample(lock, 9) },
    { label: drawn.antibody, sample: sample(antibody, 15) },
    { label: drawn.complement, sample: sample(ring, -2, em / 17) },
    { label: drawn.gmcsf, sample: sample(growthFactor, 0, em / 18) },
  ];
}
