// The tables: every step so far; and the learner's run compared with a run without any action and with a good one.
import { fill, figure } from "../../toolkit/index.js";
import { run } from "./model.js";
import { clock, limitForAge, shown } from "./readings.js";
import { named } from "./sentence.js";

/** Return {columns, rows, marked} of every step so far. */
export function stepTable({ table, traces, pump, acts }, scenario, frames) {
  const done = ({ did, helped }) =>
    [helped.length && fill(table.helped, { acts: named(acts, helped) }), did.length && named(acts, did)]
      .filter(Boolean)
      .join("; ") || table.nothing;
  const rows = frames.map((frame) => [
    clock(scenario, frame.step),
    ...Object.entries(traces).map(([id, trace]) => shown(trace, frame.values[id])),
    pump.states[frame.pump],
    done(frame),
  ]);
  return {
    columns: table.columns,
    rows,
    marked: (row, column) => (column === 0 && row === frames.length - 1 ? table.here : ""),
  };
}

/** Return {columns, rows}: the learner's run alone, and beside two others when it is over. */
export function runTable(words, scenario, frames) {
  const { runs } = words;
  const others = frames.at(-1).ending ? [run(scenario, {}), run(scenario, planned(scenario.good))] : [];
  const columns = [frames, ...others].map((one) => summary(words, scenario, one));
  const rows = Object.keys(runs.rows).map((id) => [runs.rows[id], ...columns.map((column) => column[id])]);
  return { columns: runs.columns.slice(0, columns.length + 1), rows };
}

function planned(good) {
  return Object.fromEntries(good.map(({ at, acts }) => [at, acts]));
}

function summary({ runs, sentences, traces, age_limit, acts }, scenario, frames) {
  const all = (id) => frames.map(({ values }) => values[id]);
  const reading = (id, value) => `${shown(traces[id], value)} ${traces[id].unit}`;
  const limit = limitForAge(age_limit, scenario.age);
  const first = frames.find(({ did }) => did.length);
  const last = frames.at(-1);
  return {
    lowest: reading("systolic", Math.min(...all("systolic"))),
    below: fill(runs.minutes, {
      n: figure(all("systolic").filter((value) => value < limit).length * scenario.minutes),
    }),
    oxygen: reading("oxygen", Math.min(...all("oxygen"))),
    weight: reading("weight", Math.max(...all("weight"))),
    temperature: reading("temperature", Math.max(...all("temperature"))),
    first: first ? `${clock(scenario, first.step)}, ${named(acts, first.did)}` : sentences.nothing,
    pump: when(runs, scenario, frames, "pause"),
    called: when(runs, scenario, frames, "call"),
    adrenaline: when(runs, scenario, frames, "adrenaline"),
    culture: when(runs, scenario, frames, "culture"),
    charted: when(runs, scenario, frames, "chart"),
    ending: runs.endings[last.ending || "running"],
  };
}

function when(runs, scenario, frames, act) {
  const own = frames.find(({ did }) => did.includes(act));
  if (own) return clock(scenario, own.step);
  const helped = frames.find((frame) => frame.helped.includes(act));
  return helped ? fill(runs.colleague, { time: clock(scenario, helped.step) }) : runs.never;
}
