// Kaplan–Meier curves: steps, ticks where somebody left, number at risk, confidence band.
import { svg } from "../../kit/svg.js";
import { words } from "../strings.js";
import { axes } from "./axes.js";
import { chartFrame, path, round, text, textWidth, wrapped } from "./frame.js";
import { bandEntry, present, shade } from "./lines.js";
import { legend, lineSample, look } from "./looks.js";

const ROOM = 4; // pixels for one tick: in a crowd they would run into a bar

/**
 * Make {element, show({arms, band, x, now}), svg()}; an arm is {label, curve} with the curve of kaplanMeier().
 * The vertical axis runs from 0 to 1 unless `y` says otherwise; `band: true` shades the confidence intervals;
 * `now` {at, label} is a vertical line. A curve ends where its last patient was seen.
 */
export function survivalChart({ name, x, y, tall }) {
  return chartFrame(name, (paper) => survivalDrawing(paper, { x, y, tall }));
}

/** Return {height, nodes} of survival curves, for a picture that has more to draw below them. */
export function survivalDrawing({ width, em, data }, { x, y, tall = 240 }) {
  const share = { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1], say: (value) => `${Math.round(value * 100)}%`, ...y };
  const { arms, band = false, now } = data;
  const across = { ...x, ...data.x };
  const left = arms.map(({ curve }) => curve.censored.filter(({ at }) => at <= across.max));
  const ticked = left.some((list) => list.length) && left.every((list) => list.length * ROOM <= width);
  const top = legend(entries(arms, { band, ticked }, em), { width, em });
  const place = axes({ x: across, y: share, width, em, top: top.height, tall });
  const risk = riskTable(arms, { ...place, across: numbered(arms, place, now, em) }, { em, width });
  const curves = arms.map(({ curve }, i) =>
    drawn(curve, ticked ? left[i] : [], { i, place, end: Math.min(across.max, curve.last), band }),
  );
  return { height: risk.bottom, nodes: [top.nodes, place.nodes, now && present(now, place, em), curves, risk.nodes] };
}

function entries(arms, { band, ticked }, em) {
  const shown = arms.map(({ label }, i) => ({ label, sample: lineSample(i, em) }));
  const tick = {
    label: words.censored.replace(/^\|\s*/, ""),
    sample: (x, y) =>
      svg(
        "g",
        { class: look(0) },
        svg("path", { class: "nbc-c-tick", d: `M${round(x + em)} ${round(y - em * 0.45)}v${round(em * 0.9)}` }),
      ),
  };
  return [...shown, ...(ticked ? [tick] : []), ...(band ? [bandEntry(em)] : [])];
}

// Under as many ticks as there is room for their numbers; `now` keeps its own.
function numbered(arms, { across, x }, now, em) {
  const widest = Math.max(...arms.flatMap(({ curve }) => across.map((tick) => textWidth(curve.atRisk(tick), em))));
  const step = Math.max(Math.ceil((widest + em * 0.5) / (x(across[1]) - x(across[0]))), 1);
  const offset = Math.max(across.indexOf(now?.at), 0) % step;
  return across.filter((_, i) => i % step === offset);
}

function drawn({ steps }, left, { i, place: { x, y }, end, band }) {
  const inside = steps.filter(({ at }) => at <= end);
  const line = stairs(inside, end, ({ survival }) => survival).map(([at, value]) => [x(at), y(value)]);
  const ticks = left.map(({ at, survival }) => `M${round(x(at))} ${round(y(survival) - 5)}v10`).join("");
  return svg(
    "g",
    { class: look(i) },
    band ? shade(bandOf(inside, end), x, y) : null,
    svg("path", { class: "nbc-c-line", d: path(line) }),
    ticks ? svg("path", { class: "nbc-c-tick", d: ticks }) : null,
  );
}

function bandOf(steps, end) {
  // Where the last patient had an event there is no interval: the shade ends at that step.
  const known = steps.filter(({ low }) => low !== null);
  const stop = known.length < steps.length ? steps[known.length].at : end;
  const [low, high] = [stairs(known, stop, (step) => step.low), stairs(known, stop, (step) => step.high)];
  return low.map(([at, value], i) => [at, value, high[i][1]]);
}

// From each step level to the next, then down: never a slope, which would tell of events that nobody had.
function stairs(steps, end, of) {
  return steps.flatMap((step, i) => [
    [step.at, of(step)],
    [steps[i + 1]?.at ?? end, of(step)],
  ]);
}

function riskTable(arms, { x, across, height }, { em, width }) {
  let top = height + em * 0.8;
  const nodes = [text(0, top + em * 0.6, words.atRisk, { class: "nbc-c-name" })];
  arms.forEach(({ label, curve }, i) => {
    const lines = wrapped(label, width, em);
    nodes.push(
      svg(
        "g",
        { class: look(i) },
        lines.map((line, k) => text(0, top + em * (2 + k * 1.3), line, { class: "nbc-c-own" })),
      ),
    );
    top += em * 1.3 * (lines.length - 1);
    nodes.push(across.map((tick) => text(x(tick), top + em * 3.4, curve.atRisk(tick), { "text-anchor": "middle" })));
    top += em * 3.2;
  });
  return { nodes, bottom: top + em };
}
