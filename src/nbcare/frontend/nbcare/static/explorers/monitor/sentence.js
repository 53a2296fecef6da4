// The sentence that restates the monitor, and what the panel says about the learner's acts.
import { fill, h, plain, rich } from "../../toolkit/index.js";
import { fitting, missing } from "./model.js";
import { clock, difference, limitForAge, shown, verdictOf } from "./readings.js";

const SIGNS = { helps: ["✓", "right"], part: ["△", "missed"], harms: ["✗", "wrong"] };

/** Return the sentence of the last frame: readings beside baseline and age limit, then what they mean together. */
export function sentenceOf(words, scenario, frames) {
  const frame = frames.at(-1);
  const saved =
    frame.rescuedAt === frame.step
      ? fill(words.sentences.rescued, { time: clock(scenario, frame.step), text: scenario.rescue_text })
      : "";
  const met = fitting(scenario.readings, frame)?.text ?? "";
  const meaning = met === "look" ? lookedAgain(words, frames) : met;
  return [status(words, scenario, frame), saved || meaning].filter(Boolean).join(" ");
}

function status(words, scenario, frame) {
  const { traces, sentences, pump } = words;
  const { systolic: baseline, weight } = scenario.start;
  const readings = Object.fromEntries(Object.keys(traces).map((id) => [id, shown(traces[id], frame.values[id])]));
  const drop = baseline - Number(readings.systolic);
  const gain = difference(traces.weight, weight, frame.values.weight);
  const values = {
    ...readings,
    time: clock(scenario, frame.step),
    name: scenario.name,
    baseline,
    drop,
    percent: Math.round((drop / baseline) * 100),
    limit: limitForAge(words.age_limit, scenario.age),
    gain: gain ? `${gain > 0 ? "+" : "−"}${Math.abs(gain).toFixed(1)}` : sentences.no_gain,
    pump: pump.states[frame.pump],
  };
  return fill(drop > 0 ? sentences.fallen : sentences.same, values);
}

/** Say better, same or worse of every reading beside the moment from which things turned. */
function lookedAgain({ traces, sentences }, frames) {
  const now = frames.at(-1);
  const turned = frames.findLast(({ better }) => better === 0);
  const found = { better: [], same: [], worse: [] };
  for (const [id, trace] of Object.entries(traces))
    found[verdictOf(trace, turned.values[id], now.values[id])].push(trace.short);
  return fill(
    sentences.better,
    Object.fromEntries(Object.entries(found).map(([id, names]) => [id, names.join(", ") || sentences.nothing])),
  );
}

/** Return the nodes of the panel: what was just done, or what the acts of the last step led to, the log, the end. */
export function panelOf(words, scenario, frames) {
  const frame = frames.at(-1);
  const shownNow = [
    waiting(words, scenario, frame),
    ...after(words, scenario, frames),
    ...over(words, scenario, frames),
    log(words, scenario, frames),
  ];
  return shownNow.filter(Boolean);
}

function waiting({ panel, acts }, scenario, frame) {
  if (!frame.did.length || frame.ending) return null;
  return h("p", null, fill(panel.waiting, { time: clock(scenario, frame.step), acts: named(acts, frame.did) }));
}

// The effect first, then what to think of it: an act is judged one step later.
function after(words, scenario, frames) {
  const [before, now] = frames.slice(-2);
  if (!now || !before.did.length) return [];
  const led = fill(words.panel.after, { acts: named(words.acts, before.did), changes: effects(words, frames) });
  const judged = before.did.map(
    (act) =>
      fitting(scenario.feedback[act] ?? [], before) &&
      judgement(words, scenario, act, fitting(scenario.feedback[act], before)),
  );
  return [h("p", { class: "nbc-x-effect" }, led), h("ul", { class: "nbc-x-judged" }, judged)];
}

function effects({ traces, panel }, frames) {
  // Beside the readings as they stood before the act: some acts work at once.
  const from = frames.at(-2).arrived;
  const now = frames.at(-1).values;
  const moved = Object.entries(traces).filter(([id, trace]) => difference(trace, from[id], now[id]));
  return (
    moved
      .map(([id, trace]) =>
        fill(panel.change, { label: trace.short, from: shown(trace, from[id]), to: shown(trace, now[id]) }),
      )
      .join(", ") || panel.unchanged
  );
}

function judgement({ panel, acts }, scenario, act, { look, text }) {
  const [sign, colour] = SIGNS[look];
  const mark = h(
    "span",
    { class: "nbc-mark", "data-look": colour },
    h("span", { "aria-hidden": "true" }, sign),
    h("span", null, panel.looks[look]),
  );
  return h(
    "li",
    { "data-look": look },
    h("p", { class: "nbc-x-act-name" }, `${capital(acts[act].did)} `, mark),
    h("p", null, rich(fill(text, scenario.figures ?? {}))),
  );
}

function over(words, scenario, frames) {
  const { ending, better } = frames.at(-1);
  if (!ending) return [];
  const { end, acts } = words;
  const left = missing(scenario, frames).map((act) => acts[act].did);
  if (ending === "unfinished" && !better) left.push(end.second_look);
  const text = ending === "early" ? fill(end.early, { name: scenario.name }) : scenario.endings[ending];
  const lacking =
    ending === "unfinished" && left.length ? h("p", null, fill(end.missing, { acts: left.join(", ") })) : null;
  return [
    h(
      "div",
      { class: "nbc-x-over", "data-ending": ending },
      h("p", { class: "nbc-x-over-title" }, end.title),
      h("p", null, rich(text)),
      lacking,
      ending === "early" ? null : h("p", null, end.look),
    ),
  ];
}

function log({ panel, acts }, scenario, frames) {
  const lines = frames
    .filter(({ did }) => did.length)
    .map(({ step, did }) =>
      h("li", null, fill(panel.log_line, { time: clock(scenario, step), acts: named(acts, did) })),
    );
  return lines.length
    ? h("div", { class: "nbc-x-log" }, h("p", { class: "nbc-label" }, panel.log), h("ol", null, lines))
    : null;
}

/** Return acts in words: "pump paused, team called". */
export function named(acts, did) {
  return did.map((act) => acts[act].did).join(", ");
}

/** Return the note of what the nurse sees beside the numbers. */
export function noteOf(scenario, frame) {
  return plain(fitting(scenario.notes, frame)?.text ?? "");
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
