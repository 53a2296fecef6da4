// Whether an answer belongs to the question that is asked now: the same rule as src/nbcare/content/shown_hash.py.

const question = (shown) => shown.split("-")[0];

/** Give what a hash of release 1.0 is by today's rule. */
const today = ({ was }, shown) => was?.[shown] ?? shown;

/** Tell whether an answer with this hash is to the question as it is; without a hash nobody can tell, and it is. */
export function isSame(props, shown) {
  return !shown?.startsWith("sha256:") || !props.shown || question(today(props, shown)) === question(props.shown);
}

/** Tell whether an answer with this hash is to the question that has these hashes. */
export const isAmong = (hashes, shown) => !shown?.startsWith("sha256:") || hashes.includes(question(shown));

/** Tell whether the question is the same and its right answer another one than when it was answered. */
export function isCorrected(props, shown) {
  const then = today(props, shown ?? "");
  const digits = [then, props.shown ?? ""].every((hash) => hash.includes("-"));
  return digits && then !== props.shown && question(then) === question(props.shown);
}
