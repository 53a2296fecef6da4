// One learner's variant of a number question, as src/nbcare/questions/variants/dealing.py deals it.
import { fnv1a, sortedByHash } from "./seeded-hash.js";

const VALUE = /\{\{\s*value:\s*([a-z][a-z0-9_]*)\s*\}\}/g;
const isMapping = (part) => typeof part === "object" && part !== null && !Array.isArray(part);

/** Write a number without an exponent: String() turns to one below 1e-6. */
function plain(value) {
  if (typeof value === "string") return value;
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/, "") : text;
}

/** Put values into every text of a part of a question. */
function filled(part, values) {
  if (typeof part === "string")
    return part.replace(VALUE, (_, name) => (Object.hasOwn(values, name) ? values[name] : `[${name}]`));
  if (Array.isArray(part)) return part.map((each) => filled(each, values));
  if (!isMapping(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, filled(each, values)]));
}

export const asksByVariant = (props) =>
  props.kind === "numeric" &&
  props.variants?.length > 0 &&
  (!Object.hasOwn(props, "key") || Object.hasOwn(props, "variant"));

/** Give the id of this learner's variant: the lowest hash, hashed twice as dealing.py says why. */
export function chosen(seed, item, ids) {
  const numbered = item.replace(/-before$/, "");
  return sortedByHash(ids, (id) => fnv1a(fnv1a(`${id}|${seed}|${numbered}`).toString(16)))[0];
}

/** Give the question with this learner's numbers in it; a host that dealt already gets it back as it is. */
export function dealt(props, seed) {
  if (!asksByVariant(props) || props.variant !== undefined) return props;
  const id = chosen(
    seed,
    props.id,
    props.variants.map((each) => each.id),
  );
  const own = props.variants.find((each) => each.id === id);
  const values = Object.fromEntries(Object.entries(own.parameters).map(([name, value]) => [name, plain(value)]));
  if (Object.hasOwn(own, "key")) values.answer = `${plain(own.key)}\u00a0${props.unit ?? ""}`.trim();
  const { variants, ...shared } = props;
  const answer = Object.fromEntries(
    ["key", "worked"].filter((name) => Object.hasOwn(own, name)).map((name) => [name, own[name]]),
  );
  const hashes = own.shown
    ? { shown: own.shown, was: Object.fromEntries(Object.keys(props.was ?? {}).map((old) => [old, own.shown])) }
    : {};
  return { ...filled(shared, values), ...answer, ...hashes, variant: id, variants: [own] };
}
