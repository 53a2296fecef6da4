// What the answers add up to: how many fit, which two pictures were mixed up, how far being sure could be trusted.

/** Return {done, settled, over, missed, weak, mixed, sureOff} of the answers {child: {given, certainty}}. */
export function score(notes, answers) {
  const done = notes.filter(({ child }) => answers[child]);
  const missed = done.filter((note) => !fits(note, answers));
  const weak = done.filter((note) => !fits(note, answers) || answers[note.child].certainty === "guess");
  const sureOff = missed.filter(({ child }) => answers[child].certainty === "sure");
  return {
    done: done.length,
    settled: done.length - missed.length,
    over: done.length === notes.length,
    missed,
    weak,
    mixed: mixedUp(missed, answers),
    sureOff,
  };
}

/** Tell whether the answer to a note is its key. */
export function fits({ child, key }, answers) {
  return answers[child].given === key;
}

/** Return the children whose note was one picture and was called another, in the order of the notes. */
export function cell(notes, answers, was, given) {
  return notes.filter(({ child, key }) => key === was && answers[child]?.given === given).map(({ child }) => child);
}

/** Return how many answers of one certainty there are, and how many of them fit. */
export function trust(notes, answers, certainty) {
  const all = notes.filter(({ child }) => answers[child]?.certainty === certainty);
  return { all: all.length, settled: all.filter((note) => fits(note, answers)).length };
}

/** Return the notes in the order worth reading: sure and off the mark, then missed, then guessed, then the rest. */
export function worthReading(notes, answers) {
  const rank = (note) =>
    fits(note, answers)
      ? answers[note.child].certainty === "guess"
        ? 2
        : 3
      : answers[note.child].certainty === "sure"
        ? 0
        : 1;
  return notes.filter(({ child }) => answers[child]).sort((one, other) => rank(one) - rank(other));
}

// Two pictures are mixed up in either direction; the first of the pair is what it was at the first miss.
function mixedUp(missed, answers) {
  const pairs = new Map();
  for (const { child, key } of missed) {
    const { given } = answers[child];
    const name = [key, given].sort().join(" ");
    const pair = pairs.get(name) ?? { first: key, second: given, times: 0 };
    pairs.set(name, { ...pair, times: pair.times + 1 });
  }
  return [...pairs.values()].reduce((most, pair) => (pair.times > (most?.times ?? 0) ? pair : most), null);
}
