// Where a learner goes on, as src/nbcare/portal/going_on.py says it: the next page, and the question on it.

/** Give when a page was last worked on; "" when it never was. */
export const lastAnswered = (entries) =>
  Object.values(entries)
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? "";

/** Name the place of the first open question after the last answered one; "" on a page that is not begun. */
export function placeToGoOn({ kind, counted }, entries) {
  const known = counted.filter((id) => entries[id]);
  if (!known.length) return "";
  const left = counted.filter((id) => (entries[id]?.response ?? null) === null);
  if (!left.length) return kind === "module" ? "" : "#nbp-review";
  const last = known.reduce((best, id) => (entries[id].at > entries[best].at ? id : best));
  return `#q-${left.find((id) => counted.indexOf(id) > counted.indexOf(last)) ?? left[0]}`;
}

/** Give the first unfinished page from where the learner last was. */
export function nextOf(pages) {
  const last = pages.reduce((best, { lastAt }, n) => (lastAt > pages[best].lastAt ? n : best), 0);
  const inOrder = [...pages.slice(last), ...pages.slice(0, last)];
  return inOrder.find(({ kind, answered, total, receipt, locked }) =>
    kind === "module" ? answered < total : !receipt || !locked,
  );
}
