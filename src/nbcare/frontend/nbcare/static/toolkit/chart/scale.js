// From a value to its place, and the values worth a tick.

const NEAT = [1, 2, 5, 10];

/** Return a function from value to place; `log` places equal factors at equal distances. */
export function scale({ min, max, log = false }, from, to) {
  const bent = log ? Math.log10 : (value) => value;
  const [low, high] = [bent(min), bent(max)];
  if (!(high > low)) throw new Error(`an axis from ${min} to ${max} has no length`);
  return (value) => from + ((bent(value) - low) / (high - low)) * (to - from);
}

/** Return the ticks of an axis: the author's own, powers of ten, or about `most` round numbers. */
export function ticks({ min, max, log = false, ticks: own }, most = 6) {
  if (own) return own.filter((value) => value >= min && value <= max);
  if (log) return powers(min, max);
  const rough = (max - min) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * NEAT.find((one) => one * power >= rough - 1e-12);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function powers(min, max) {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number((10 ** (first + i)).toPrecision(12)));
}
