// How far a case is opened, and which of its answers are locked; as src/nbcare/questions/case_steps.py.

const isEntry = (entry) => typeof entry === "object" && entry !== null;

/** Say how many steps are opened: 1 at the start, one more than there are steps when the case is finished. */
export function opened(entries, id, steps) {
  const saved = entries[id]?.response?.opened;
  const answered = steps.map((step, i) =>
    isEntry(entries[step]) && (entries[step].response ?? null) !== null ? i + 1 : 1,
  );
  return Math.min(Math.max(Number.isInteger(saved) ? saved : 1, ...answered), steps.length + 1);
}

/** Say why an answer to this item is not taken, or nothing. */
export function whyLocked(entries, cases, item) {
  for (const [id, steps] of Object.entries(cases)) {
    const step = steps.indexOf(item) + 1;
    const now = opened(entries, id, steps);
    if (step && step < now) {
      const then = step < steps.length ? `when step ${step + 1} was opened` : "when the case was finished";
      return `The answer to step ${step} was locked ${then}. It cannot be changed any more.`;
    }
    if (step > now) return `Step ${step} is not open yet. Open the steps before it first.`;
  }
  return "";
}
