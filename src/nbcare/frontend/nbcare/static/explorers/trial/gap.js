// The gap of two arms as a point with its interval, and the line of no gap.
import { mark, scale, svg, text, wrapped } from "../../toolkit/index.js";
import { signed } from "./words.js";

const REACH = 40; // points to each side of no gap: the widest interval that the sliders can make
const STEP = 20;

/** Return {height, nodes} of the gap {value, low, high}, or of what is said when there is none. */
export function gapDrawing(words, gap, { width, em, top }) {
  const place = scale({ min: -REACH, max: REACH }, em * 1.2, width - em * 1.2);
  const head = wrapped(words.name, width, em).map((line, i) =>
    text(0, top + em * (1 + i * 1.4), line, { class: "nbc-c-name" }),
  );
  const above = top + em * (0.4 + head.length * 1.4);
  const axis = above + em * 4.4;
  const sentence = text(0, above + em, gap ? words.sentence : words.none, { class: "nbc-c-own" });
  const found = gap && interval(gap, place, { y: above + em * 2.9, em });
  return {
    height: axis + em * 3.2,
    nodes: [head, sentence, zero(place(0), above + em * 1.5, axis), ruler(words, place, axis, { width, em }), found],
  };
}

function interval({ value, low, high }, place, { y, em }) {
  const cap = em * 0.5;
  const [from, to] = [place(Math.max(low, -REACH)), place(Math.min(high, REACH))];
  const line = svg("path", {
    class: "nbc-x-interval",
    d: `M${from} ${y - cap}v${2 * cap}M${to} ${y - cap}v${2 * cap}M${from} ${y}H${to}`,
  });
  return svg(
    "g",
    { class: "nbc-x-gap", "data-low": low.toFixed(2), "data-high": high.toFixed(2) },
    line,
    mark(2, place(value), y, em * 0.45),
  );
}

function zero(x, from, to) {
  return svg("path", { class: "nbc-x-zero", d: `M${x} ${from}V${to}` });
}

function ruler(words, place, y, { width, em }) {
  const ticks = [];
  for (let at = -REACH; at <= REACH; at += STEP) ticks.push(at);
  const drawn = ticks.map((at) => [
    svg("path", { class: "nbc-c-axis", d: `M${place(at)} ${y}v${em * 0.35}` }),
    text(place(at), y + em * 1.4, signed(at), { "text-anchor": "middle" }),
  ]);
  const names = [
    [0, "start", words.loss, "nbc-c-name"],
    [place(0), "middle", words.zero, "nbc-c-own"],
    [width, "end", words.gain, "nbc-c-name"],
  ];
  return [
    svg("path", { class: "nbc-c-axis", d: `M${place(-REACH)} ${y}H${place(REACH)}` }),
    drawn,
    names.map(([x, anchor, word, looks]) => text(x, y + em * 2.8, word, { "text-anchor": anchor, class: looks })),
  ];
}
