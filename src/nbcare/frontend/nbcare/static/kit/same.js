// Whether two answers are one: written alike, or alike in all that their kind reads.

/** Write JSON with sorted names, so that equal values are equal texts. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(",")}}`;
}

/** Tell whether two responses are the same, in whichever order their parts stand. */
export const same = (a, b) => canonical(a ?? null) === canonical(b ?? null);

/** Sort every list of a response: where no order is asked for, none tells two answers apart. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sorted(part)]));
}

/**
 * Tell whether two responses to a question are one answer.
 * @param {import("./types.d.ts").Kind} kind
 * @param {import("./types.d.ts").ItemProps} item
 */
export function sameAnswer(kind, item, a, b) {
  if (same(a, b)) return true;
  if ((a ?? null) === null || (b ?? null) === null) return false;
  if (kind.same) return kind.same(item, a, b);
  return !kind.inOrder && same(sorted(a), sorted(b));
}
