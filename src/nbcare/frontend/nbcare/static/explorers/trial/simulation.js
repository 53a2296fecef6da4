// Simulated children: a rule, not chance, so that every learner sees the same curves and words.
import { kaplanMeier } from "../../toolkit/survival.js";

const Z = 1.959964; // 95% of a normal distribution
const GOLDEN = 0.6180339887; // spreads the follow-up evenly over those with early and with late events

/**
 * Return n children [{time, event}] in years, followed for about `followUp` years.
 * Their event-free share falls from 1 towards `plateau` and passes `share` at `year`: plateau + (1 − plateau) e^(−kt).
 */
export function simulated({ share, plateau, year }, n, followUp) {
  const rate = -Math.log((share - plateau) / (1 - plateau)) / year;
  const stride = coprime(Math.max(Math.round(GOLDEN * n), 1), n);
  return Array.from({ length: n }, (_, i) => {
    const still = 1 - (i + 0.5) / n;
    const event = still > plateau ? -Math.log((still - plateau) / (1 - plateau)) / rate : Infinity;
    const leaves = followUp * (0.5 + (((i * stride) % n) + 0.5) / n);
    return { time: Math.min(event, leaves), event: event <= leaves };
  });
}

/**
 * Return two simulated arms and their gap at `year`: {curves: {arm: curve}, left: {arm: n}, gap: {value, low, high} or null}.
 * The gap is with minus without, in points of 100; its 95% interval is that of a difference of two independent estimates,
 * gap ± 1.96 √(SE² + SE²), with Greenwood's standard errors (Greenwood 1926). Null where nobody has been followed so far.
 */
export function trialOf({ arms, plateau, year }, n, followUp) {
  const each = (of) => Object.fromEntries(Object.keys(arms).map((arm) => [arm, of(arm)]));
  const curves = each((arm) => kaplanMeier(simulated({ share: arms[arm], plateau, year }, n, followUp)));
  const left = each((arm) => curves[arm].atRisk(year));
  return { curves, left, gap: Math.min(...Object.values(left)) > 0 ? gapAt(curves, year) : null };
}

function gapAt(curves, year) {
  const [without, with_] = [curves.without.at(year), curves.with.at(year)];
  const value = with_.survival - without.survival;
  const error = Math.hypot(...[without, with_].map(({ survival, variance }) => survival * Math.sqrt(variance)));
  return { value: 100 * value, low: 100 * (value - Z * error), high: 100 * (value + Z * error) };
}

function coprime(from, n) {
  const divisor = (a, b) => (b ? divisor(b, a % b) : a);
  let found = from;
  while (divisor(found, n) > 1) found += 1;
  return found;
}
