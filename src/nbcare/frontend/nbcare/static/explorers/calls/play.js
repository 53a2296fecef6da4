// What happens in one call: asked, decided, advised, read back, closed.
import { fill } from "../../toolkit/index.js";

/** Return a call that was just taken. */
export function begin() {
  return { asked: [], level: null, advice: [], mend: null };
}

/** Return how the decision compares with the need: "" before it, then right, low or high; the levels stand with the most urgent first. */
export function outcome(levels, call, play) {
  if (!play.level) return "";
  const order = Object.keys(levels);
  const late = order.indexOf(play.level) - order.indexOf(call.key);
  return late === 0 ? "right" : late > 0 ? "low" : "high";
}

/** Return what the nurse does next: decide, advise, mend or closed. A call that was sorted too low is taken over. */
export function stage(levels, call, play) {
  if (!play.level) return "decide";
  if (outcome(levels, call, play) === "low") return "closed";
  if (!advised(call, play)) return "advise";
  return play.mend ? "closed" : "mend";
}

/** Return how the call was read back: "" before, then right, mended, passed or needless. */
export function readBack(call, { mend }) {
  if (!mend) return "";
  const { good } = call.readback.mend[mend];
  if (call.readback.wrong.length) return good ? "mended" : "passed";
  return good ? "right" : "needless";
}

/** Return the call as lines: [{by: "you" | "caller" | "note", text, look}]. */
export function transcript(words, call, play) {
  const questions = play.asked
    .map((id) => call.asks[id])
    .flatMap(({ ask, reply, note }) => [you(ask), caller(reply), ...(note ? [noted(note)] : [])]);
  return [
    caller(call.opens),
    ...questions,
    ...decided(words, call, play),
    ...advice(words, call, play),
    ...closing(words, call, play),
  ];
}

function decided(words, call, play) {
  const found = outcome(words.levels, call, play);
  if (!found) return [];
  const { label, short } = words.levels[play.level];
  // The cue comes late, but it comes: nobody is left with a decision on half a call.
  const late = call.cues.some((id) => play.asked.includes(id)) ? [] : [caller(call.late)];
  const rescue = found === "low" ? [noted(words.rescue)] : [];
  return [
    ...late,
    you(`${label}: ${short}.`),
    noted(`**${words.verdicts[found]}** ${call.say[play.level]}`, found === "low" ? "wrong" : "right"),
    ...rescue,
  ];
}

function advice(words, call, play) {
  return play.advice
    .map((id) => call.advice[id])
    .flatMap(({ text, good, say }) => [
      you(text),
      noted(good ? say : `${say} ${words.try_again}`, good ? "right" : "wrong"),
    ]);
}

function closing(words, call, play) {
  if (!advised(call, play)) return [];
  const { text, wrong, mend } = call.readback;
  if (!play.mend) return [caller(text)];
  const { text: correction, good, say } = mend[play.mend];
  const better = Object.values(mend).find((one) => one.good).text;
  // Once it is over, the slips stand out in what the caller had read back.
  const marked = wrong.reduce((all, part) => all.replace(part, `**${part}**`), text);
  return [
    caller(marked),
    you(correction),
    noted(good ? say : `${say} ${fill(words.better, { text: better })}`, good ? "right" : "wrong"),
  ];
}

function advised(call, { advice: given }) {
  return given.some((id) => call.advice[id].good);
}

function you(text) {
  return { by: "you", text };
}

function caller(text) {
  return { by: "caller", text };
}

function noted(text, look = "") {
  return { by: "note", text, look };
}
