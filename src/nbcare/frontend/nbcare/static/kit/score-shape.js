// Read the shape of a response, and refuse what is not one; as src/nbcare/questions/reading.py.

export class Invalid extends Error {}

const MOST_IDS = 200;

export const has = (object, name) => Object.hasOwn(object, name);
export const own = (object, name) => (has(object, name) ? object[name] : []);
export const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const shown = (text) => `'${[...text].slice(0, 40).join("")}'`;

export function isEmpty(value) {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}

export function isBlank(answer) {
  if (answer === null) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  if (typeof answer !== "object") return false;
  return Object.values(answer).every(isBlank);
}

/** Read one id, or null where nothing was chosen. */
export function oneId(value, allowed) {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") throw new Invalid("a choice must be an option's id");
  if (!allowed.includes(value)) throw new Invalid(`there is no option ${shown(value)}`);
  return value;
}

/** Read a list of ids, `most` at most; one that stands twice counts once. */
export function idSet(value, allowed, most = Number.POSITIVE_INFINITY) {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new Invalid("the answer must be a list of option ids");
  if (value.length > MOST_IDS) throw new Invalid(`the answer lists more than ${MOST_IDS} ids`);
  const ids = new Set(value.map((each) => oneId(each ?? "", allowed)));
  if (ids.size > most) throw new Invalid(`choose at most ${most}`);
  return [...ids];
}

/** Read a mapping by place, each part with the reader of its place; an empty part is one left open. */
export function parts(value, readers) {
  if (value === null || value === undefined) return {};
  if (!isMapping(value)) throw new Invalid("the answer must name its places");
  return mapValues(value, (part, name) => {
    if (!has(readers, name)) throw new Invalid(`there is no place ${shown(name)}`);
    return readers[name](isEmpty(part) ? null : part);
  });
}

export const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
