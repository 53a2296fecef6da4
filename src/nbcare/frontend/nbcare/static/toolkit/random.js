// Chance that falls the same way for every learner.

/** Make a generator of numbers from 0 to 1 (mulberry32): the same seed gives the same numbers in every browser. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Return the list in another order, which follows from the generator. */
export function shuffled(list, random) {
  const keyed = list.map((one) => [random(), one]);
  return keyed.sort(([a], [b]) => a - b).map(([, one]) => one);
}
