// Survival of simulated patients, estimated as a trial would.

const Z = 1.959964; // 95% of a normal distribution

/**
 * Return the Kaplan–Meier estimate {steps, censored, last, atRisk(t), at(t)} of patients [{time, event}].
 * A step is {at, survival, low, high, variance, events, atRisk}; the confidence interval is pointwise, from Greenwood's
 * variance on the log(-log) scale (Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice 1980, section 1.4).
 * `variance` is Greenwood's sum, so that the standard error is survival × √variance; `last` is when the last patient was seen.
 * Where nobody is left, the interval is unknown: low and high are null.
 */
export function kaplanMeier(patients) {
  const ordered = [...patients].sort((a, b) => a.time - b.time);
  const steps = [{ at: 0, survival: 1, low: 1, high: 1, variance: 0, events: 0, atRisk: ordered.length }];
  const censored = [];
  // In order of time, so that some thousand patients take no longer than a frame.
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const at = ordered[from].time;
    while (to < ordered.length && ordered[to].time === at) to += 1;
    const together = ordered.slice(from, to);
    const events = together.filter(({ event }) => event).length;
    if (events) steps.push(step(steps.at(-1), { at, events, atRisk: ordered.length - from }));
    // Who leaves at the time of an event was at risk for it.
    for (let left = events; left < together.length; left += 1) censored.push({ at, survival: steps.at(-1).survival });
  }
  const atRisk = (t) => ordered.length - before(ordered, t);
  return { steps, censored, last: ordered.at(-1)?.time ?? 0, atRisk, at: (t) => steps.findLast(({ at }) => at <= t) };
}

function step(previous, { at, events, atRisk }) {
  const survival = previous.survival * (1 - events / atRisk);
  const variance = previous.variance + events / (atRisk * (atRisk - events));
  return { at, survival, ...interval(survival, variance), variance, events, atRisk };
}

function interval(survival, variance) {
  if (survival <= 0 || survival >= 1) return survival >= 1 ? { low: 1, high: 1 } : { low: null, high: null };
  const spread = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}

// How many have a time before t.
function before(ordered, t) {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle].time < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
