// How high a trend's small line may rise. Without a scale of its own, 38.9 to 39.2 °C would look like a storm.
// These are choices of display, and no clinical limits: the ranges are those that the infusion monitor draws.

/**
 * Each reading by the words of its row: the `range` that is always shown, or the range `around` its first value.
 * Values outside make the range larger; values farther out than its own width are of another unit, and ignore it.
 */
export const SCALES = [
  { reading: "temperature", row: /\btemp(?:erature)?\b/i, range: [36, 40.4] },
  { reading: "oxygen", row: /\bsaturation\b|\bSpO2\b|\boxygen\b.*%/i, range: [82, 100] },
  { reading: "systolic", row: /\bsystolic\b|\bblood pressure\b/i, range: [58, 116] },
  { reading: "pulse", row: /\bpulse\b|\bheart rate\b/i, range: [80, 176] },
  { reading: "breaths", row: /\bbreaths?\b|\brespirat/i, range: [14, 50] },
  { reading: "pain", row: /\bpain\b/i, range: [0, 10] },
  { reading: "weight", row: /\bweight\b.*\bkg\b/i, around: [-0.3, 2] },
];

const LIMITS = /\((\d+(?:[.,]\d+)?)\s*[–-]\s*(\d+(?:[.,]\d+)?)\)/;
const LEAST = 0.5; // of the largest value: what the range of a reading without a scale covers at least

/**
 * Give {low, high, limits}: what the line's foot and top stand for, and the limits that the row names, or null.
 * @param {string} row
 * @param {number[]} values
 */
export function scaleOf(row, values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const limits = limitsIn(row);
  const [low, high] = limits ?? rangeOf(row, values) ?? wide(least, most);
  return { low: Math.min(low, least), high: Math.max(high, most), limits };
}

function limitsIn(row) {
  const found = row
    .match(LIMITS)
    ?.slice(1)
    .map((words) => Number(words.replace(",", ".")));
  return found && found[0] < found[1] ? found : null;
}

function rangeOf(row, values) {
  const known = SCALES.find((one) => one.row.test(row));
  if (!known) return null;
  const [low, high] = known.range ?? known.around.map((by) => values[0] + by);
  const width = high - low;
  return values.every((value) => value >= low - width && value <= high + width) ? [low, high] : null;
}

function wide(least, most) {
  const missing = LEAST * Math.max(Math.abs(least), Math.abs(most)) - (most - least);
  return missing > 0 ? [least - missing / 2, most + missing / 2] : [least, most];
}
