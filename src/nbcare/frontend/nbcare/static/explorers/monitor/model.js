// The run of one child: frames in time, computed from the scenario's own figures and the acts. A teaching model, not data.

const STEPS_TO_SEE = 3; // improving steps after which a good run may end
const STEPS_TO_END = 6; // improving steps after which every run ends
const PUMP = { pause: "stopped", slow: "half" };

/** Return the frames of a run up to a step; `acts` is {step: [act, …]}, done by the learner. It stops where the run ends. */
export function run(scenario, acts, until = scenario.last) {
  const frames = [begin(scenario, acts)];
  while (frames.at(-1).step < until && !frames.at(-1).ending) frames.push(next(scenario, frames.at(-1), acts));
  return frames;
}

/** Tell whether a frame meets a condition: readings, pump, acts done or not done, improving. */
function meets(condition, frame) {
  const { pump, did, not, better, steps, at, ...readings } = condition ?? {};
  const within = ({ least = -Infinity, most = Infinity }, value) => value >= least && value <= most;
  if (pump && !pump.includes(frame.pump)) return false;
  if (did?.some((act) => !(act in frame.done)) || not?.some((act) => act in frame.done)) return false;
  if (better !== undefined && better !== frame.better > 0) return false;
  if ((steps && !within(steps, frame.better)) || (at && !within(at, frame.step))) return false;
  return Object.entries(readings).every(([id, range]) => within(range, frame.values[id]));
}

/** Return the first of a list of {when, …} that a frame meets. */
export function fitting(list, frame) {
  return list.find(({ when }) => meets(when, frame));
}

/** Return why an act can't be done in this frame, as the name of a text, or an empty string. */
export function refusal(act, frame) {
  if (frame.ending) return "over";
  if (act === "resume") return "restart";
  if (act === "fluid" && !(frame.done.call < frame.step)) return "no_order";
  const again = { pause: frame.pump === "stopped", slow: frame.pump !== "full", oxygen: "oxygen" in frame.done };
  return again[act] ? "already" : "";
}

/** Return the acts of the scenario's goal that the learner has not done. */
export function missing(scenario, frames) {
  const own = new Set(frames.flatMap(({ did }) => did));
  return scenario.goal.filter((act) => !own.has(act));
}

function begin(scenario, acts) {
  const first = {
    step: 0,
    values: { ...scenario.start },
    arrived: scenario.start,
    pump: "full",
    done: {},
    did: [],
    helped: [],
    better: 0,
    early: false,
    ending: "",
    offAt: null,
    rescuedAt: null,
  };
  return ended(scenario, acted(scenario, first, acts[0] ?? []), []);
}

function next(scenario, frame, acts) {
  const rule = scenario.drift.find((one) => applies(one, frame)) ?? { change: {} };
  const step = frame.step + 1;
  const event = scenario.events?.find(({ at }) => at === step);
  const values = moved(moved(frame.values, rule.change, scenario.bounds), event?.change, scenario.bounds);
  const made = {
    ...frame,
    step,
    values,
    arrived: values,
    did: [],
    helped: [],
    better: rule.better ? frame.better + 1 : frame.better,
    early: rule.stopped_before !== undefined,
    before: frame,
  };
  const saved =
    frame.rescuedAt === null && meets(scenario.rescue.when, made)
      ? acted(scenario, { ...made, rescuedAt: step }, scenario.rescue.does, "helped")
      : made;
  return ended(scenario, acted(scenario, saved, acts[step] ?? []), trail(saved));
}

function applies({ from = 0, did = [], pump, after = 0, within = Infinity, stopped_before }, frame) {
  if (stopped_before !== undefined && !(frame.offAt !== null && frame.offAt < stopped_before)) return false;
  if (frame.step < from || (pump && !pump.includes(frame.pump)) || did.some((act) => !(act in frame.done)))
    return false;
  const since = did.length ? frame.step - Math.max(...did.map((act) => frame.done[act])) : 0;
  return since >= after && since <= within;
}

/** Do acts in a frame; `by` is did for the learner and helped for a colleague. */
function acted(scenario, frame, acts, by = "did") {
  return acts.reduce((now, act) => {
    const effect = scenario.effects[act]?.find(({ when }) => meets(when, now)) ?? {};
    const pump = PUMP[act] ?? now.pump;
    const done = { ...now.done, [act]: now.step, ...(effect.sets && { [effect.sets]: now.step }) };
    const offAt = pump === "stopped" ? (now.offAt ?? now.step) : null;
    return {
      // biome-ignore lint/performance/noAccumulatingSpread: a few acts in one frame, each a frame of its own
      ...now,
      pump,
      done,
      offAt,
      values: moved(now.values, effect.change, scenario.bounds),
      [by]: [...now[by], act],
    };
  }, frame);
}

// A bound only stops movement towards it; what lies beyond it already stays.
function moved(values, change = {}, bounds) {
  const next = { ...values };
  for (const [id, by] of Object.entries(change)) {
    const [low, high] = bounds[id] ?? [-Infinity, Infinity];
    const to = values[id] + by;
    const held = by < 0 ? Math.max(to, Math.min(low, values[id])) : Math.min(to, Math.max(high, values[id]));
    next[id] = Math.round(held * 1000) / 1000;
  }
  return next;
}

function trail(frame) {
  return frame ? [...trail(frame.before), frame] : [];
}

function ended(scenario, frame, before) {
  return { ...frame, ending: ending(scenario, frame, [...before.slice(0, -1), frame]) };
}

function ending(scenario, frame, frames) {
  if (frame.early) return "early";
  const seen = frame.better >= STEPS_TO_SEE;
  if (frame.rescuedAt !== null) return seen || frame.step === scenario.last ? "rescued" : "";
  if (seen && !missing(scenario, frames).length) return "good";
  return frame.better >= STEPS_TO_END || frame.step === scenario.last ? "unfinished" : "";
}
