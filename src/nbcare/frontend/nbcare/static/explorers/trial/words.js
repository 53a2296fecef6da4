// The simulated trial in words and rows.
import { fill } from "../../toolkit/index.js";

/** Return a number with a true minus sign; one decimal where a whole number would hide the side of zero it is on. */
export function signed(value) {
  const digits = Math.abs(value) < 1 && value !== 0 ? Math.abs(value).toFixed(1) : String(Math.abs(Math.round(value)));
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}

/** Return the shares of both arms in whole per cent, their gap as it is printed, and its interval, ready to fill a sentence. */
export function figures({ curves, left, gap }, year) {
  const share = (arm) => Math.round(100 * curves[arm].at(year).survival);
  const shares = { without: share("without"), with: share("with"), left: Math.min(left.without, left.with) };
  // The printed gap is that of the printed shares: 60 and 56 must not make 3.
  return gap
    ? { ...shares, gap: signed(shares.with - shares.without), low: signed(gap.low), high: signed(gap.high) }
    : shares;
}

/** Return whether the interval holds zero. */
function holdsZero({ low, high }) {
  return low <= 0 && high >= 0;
}

/** Return the sentence of a simulated trial. */
export function curveSentence({ sentences, year, thin }, trial, n) {
  if (!trial.gap) return fill(sentences.short, { n });
  const values = { n, ...figures(trial, year) };
  const parts = [
    sentences.main,
    holdsZero(trial.gap) ? sentences.zero : sentences.above,
    values.left < thin ? sentences.thin : "",
  ];
  return parts
    .filter(Boolean)
    .map((part) => fill(part, values))
    .join(" ");
}

/** Return the table of the trial's own figures; `shown` is the row in the picture. */
export function trialTable({ tables, counts, finished }, shown) {
  const things = { ...counts.things, finished };
  const ids = Object.keys(things);
  const rows = ids.map((id) => [
    things[id].label,
    String(things[id].without),
    String(things[id].with),
    signed(things[id].with - things[id].without),
  ]);
  return {
    columns: tables.trial.columns,
    rows,
    marked: (r, c) => (ids[r] === shown && c === 0 ? tables.trial.here : ""),
  };
}

/** Return the table of the simulated curves, year by year. */
export function curveTable({ tables: { curve: words }, simulation }, { curves }) {
  const years = Array.from({ length: simulation.follow_up.max }, (_, i) => i + 1);
  const cell = (curve, year) => {
    if (!curve.atRisk(year)) return [words.none, "0"];
    const { survival, low, high } = curve.at(year);
    const [value, from, to] = [survival, low, high].map((share) => Math.round(100 * share));
    return [fill(words.cell, { value, low: from, high: to }), String(curve.atRisk(year))];
  };
  return {
    columns: words.columns,
    rows: years.map((year) => [String(year), ...cell(curves.without, year), ...cell(curves.with, year)]),
  };
}

/** Return the table of the gap at every number of children; `trial(n)` gives each. */
export function gapTable({ tables: { gap: words }, simulation }, trial, here) {
  const sizes = simulation.children.values;
  const rows = sizes.map((n) => {
    const one = trial(n);
    if (!one.gap) return [String(n), words.none, words.none, words.none];
    const values = figures(one, simulation.year);
    return [String(n), values.gap, fill(words.interval, values), holdsZero(one.gap) ? words.holds : words.clear];
  });
  return { columns: words.columns, rows, marked: (r, c) => (sizes[r] === here && c === 0 ? words.here : "") };
}
