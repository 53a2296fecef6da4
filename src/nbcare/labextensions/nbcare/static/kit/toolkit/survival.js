// Survival of simulated patients, estimated as a trial would.

const Z = 1.959964; // 95% of a normal distribution

/**
 * Return the Kaplan–Meier estimate {steps, censored, atRisk(t), at(t)} of patients [{time, event}].
 * A step is {at, survival, low, high, events, atRisk}; the confidence interval is pointwise, from Greenwood's variance
 * on the log(-log) scale (Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice 1980, section 1.4).
 * Where nobody is left, the interval is unknown: low and high are null.
 */
export function kaplanMeier(patients) {
  const times = [...new Set(patients.filter(({ event }) => event).map(({ time }) => time))].sort((a, b) => a - b);
  // Who leaves at the time of an event was at risk for it.
  const atRisk = (t) => patients.filter(({ time }) => time >= t).length;
  const steps = [{ at: 0, survival: 1, low: 1, high: 1, events: 0, atRisk: patients.length }];
  let variance = 0;
  for (const at of times) {
    const n = atRisk(at);
    const events = patients.filter(({ time, event }) => event && time === at).length;
    const survival = steps.at(-1).survival * (1 - events / n);
    variance += events / (n * (n - events));
    steps.push({ at, survival, ...interval(survival, variance), events, atRisk: n });
  }
  const at = (t) => steps.findLast((step) => step.at <= t);
  const censored = patients.filter(({ event }) => !event).map(({ time }) => ({ at: time, survival: at(time).survival }));
  return { steps, censored: censored.sort((a, b) => a.at - b.at), atRisk, at };
}

function interval(survival, variance) {
  if (survival <= 0 || survival >= 1) return survival >= 1 ? { low: 1, high: 1 } : { low: null, high: null };
  const spread = (Z * Math.sqrt(variance)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}
