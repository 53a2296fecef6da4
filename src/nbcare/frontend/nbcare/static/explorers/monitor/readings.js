// What a reading means beside this child's own normal and the limits: the same, changed or act.

/** Return "same", "changed" or "act" for a reading; `scenario` holds the child's baseline and age. */
export function level(trace, value, scenario, baseline, ageLimit) {
  const { below = -Infinity, from = Infinity, age_limit: byAge } = trace;
  if (value < below || value >= from || (byAge && value < limitForAge(ageLimit, scenario.age))) return "act";
  return off(trace, value, baseline) ? "changed" : "same";
}

function off({ fall, rise, fall_percent: less, rise_percent: more }, value, baseline) {
  const gain = Math.round((value - baseline) * 1000) / 1000;
  const share = (gain / baseline) * 100;
  return (
    (fall !== undefined && gain <= -fall) ||
    (rise !== undefined && gain >= rise) ||
    (less !== undefined && share < -less) ||
    (more !== undefined && share > more)
  );
}

/** Return the lower limit of systolic pressure, mmHg, for an age of 1 to 10 years: 70 + 2 × age (care.hypotension.age). */
export function limitForAge({ base, each_year: each }, age) {
  return base + each * age;
}

/** Return a reading as it is shown: whole, or to the decimals of its trace. */
export function shown({ decimals = 0 }, value) {
  return value.toFixed(decimals);
}

/** Return the difference of two readings as they are shown. */
export function difference(trace, from, to) {
  return Number((Number(shown(trace, to)) - Number(shown(trace, from))).toFixed(trace.decimals ?? 0));
}

/** Return "better", "same" or "worse" of one reading beside an earlier one. */
export function verdictOf(trace, from, to) {
  const gain = difference(trace, from, to);
  if (gain === 0) return "same";
  return gain > 0 === (trace.better === "up") ? "better" : "worse";
}

/** Return hours and minutes of a step: "4:30". */
export function clock(scenario, step) {
  const minutes = step * scenario.minutes;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
