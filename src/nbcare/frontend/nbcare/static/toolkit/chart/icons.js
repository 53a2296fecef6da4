// One hundred people as ten rows of ten, for one or two groups; each state has a shape of its own.
import { svg } from "../../kit/svg.js";
import { chartFrame, text, wrapped } from "./frame.js";
import { shape } from "./looks.js";

const SIDE = 10;
const WIDEST = 300; // pixels of one square of people
const TOGETHER = 280; // two squares stand side by side, where the eye compares them, down to a telephone's width

/**
 * Make {element, show({arms}), svg()}; `states` are {id: {label, shape}}, the first drawn first.
 * An arm is {label, counts: {state: n}}; the counts add up to 100. Shapes: disc, ring, square, diamond, triangle, wedge, cross.
 */
export function iconArray({ name, states }) {
  return chartFrame(name, ({ width, em, data }) => {
    const gap = em * 2;
    const together = data.arms.length > 1 && width >= TOGETHER;
    const side = Math.min(WIDEST, together ? (width - gap) / 2 : width);
    const heads = data.arms.map(({ label }) => wrapped(label, side, em));
    // Squares that stand side by side begin at the same height, however long their names are.
    const highest = Math.max(...heads.map((lines) => lines.length));
    let bottom = 0;
    const nodes = data.arms.map((arm, i) => {
      const top = together || i === 0 ? 0 : bottom + gap;
      const drawn = square(arm, states, {
        left: together ? i * (side + gap) : 0,
        top,
        side,
        em,
        head: heads[i],
        room: together ? highest : heads[i].length,
      });
      bottom = Math.max(bottom, drawn.bottom);
      return drawn.nodes;
    });
    return { height: bottom, nodes };
  });
}

function square({ label, counts }, states, { left, top, side, em, head, room }) {
  const people = Object.keys(states).flatMap((id) => Array(counts[id] ?? 0).fill(id));
  if (people.length !== SIDE * SIDE) throw new Error(`“${label}” shows ${people.length} people, not 100`);
  const name = head.map((line, i) => text(left, top + em * (1 + i * 1.4), line, { class: "nbc-c-own" }));
  const from = top + em * (0.6 + room * 1.4);
  const step = side / SIDE;
  const drawn = people.map((id, i) =>
    person(states, id, left + step * ((i % SIDE) + 0.5), from + step * (Math.floor(i / SIDE) + 0.5), step * 0.32),
  );
  const key = keyed(states, counts, { left, top: from + side + em * 0.4, side, em });
  return { nodes: [name, drawn, key.nodes], bottom: key.bottom };
}

function person(states, id, x, y, r) {
  const i = Object.keys(states).indexOf(id);
  return svg("g", { class: `nbc-c-person nbc-c-p${i + 1}`, "data-state": id }, shape(states[id].shape, x, y, r));
}

function keyed(states, counts, { left, top, side, em }) {
  let y = top;
  // A state that the arm does not name is none of its own; one that nobody has is named with 0.
  const nodes = Object.keys(states)
    .filter((id) => id in counts)
    .map((id) => {
      const lines = wrapped(`${counts[id]} ${states[id].label}`, side - em * 1.8, em);
      const from = y;
      y += em * (lines.length * 1.35 + 0.35);
      return [
        sample(states, id, left, from, em),
        lines.map((line, i) => text(left + em * 1.8, from + em * (1.05 + i * 1.35), line)),
      ];
    });
  return { nodes, bottom: y + em * 0.3 };
}

// Not one of the hundred: what counts the picture's people must not count its key.
function sample(states, id, left, top, em) {
  const node = person(states, id, left + em * 0.6, top + em * 0.7, em * 0.42);
  node.removeAttribute("data-state");
  return node;
}
