// What a painted course says: counting, and the first thing to mend.

/** Return the plan's own figures with those that follow from them. */
export function figures({ days_on, course_days, courses }) {
  return { days_on, course_days, courses, total_days: course_days * courses, dose_days: days_on * courses };
}

/** Return the counts of a painted calendar. */
export function counts(painted, repeats) {
  const doses = painted.filter(Boolean).length;
  return { painted: doses, repeats, all_dose: doses * repeats, all_days: painted.length * repeats };
}

/** Name the first thing that differs from the plan, or "right". */
export function finding(painted, repeats, { days_on, courses }) {
  const doses = painted.filter(Boolean).length;
  if (doses === 0) return "none";
  if (doses === painted.length) return "every";
  if (doses !== days_on) return doses > days_on ? "many" : "few";
  const first = painted.indexOf(true);
  if (painted.lastIndexOf(true) - first !== doses - 1) return "broken";
  if (first > 0) return "late";
  if (repeats !== courses) return repeats < courses ? "fewer" : "more";
  return "right";
}

/** Return the painted days as stretches: [[1, 14], [20, 20]]. */
export function stretches(painted) {
  const found = [];
  painted.forEach((dose, i) => {
    if (!dose) return;
    if (painted[i - 1]) found.at(-1)[1] = i + 1;
    else found.push([i + 1, i + 1]);
  });
  return found;
}
