// Read the shape of a response, and refuse what is not one; as src/nbcare/questions/scoring/shape.py.

export class Invalid extends Error {}

const MOST_IDS = 200;

export const has = (object, name) => Object.hasOwn(object, name);
export const own = (object, name) => (has(object, name) ? object[name] : []);
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const shown = (text) => `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;

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

export function oneId(value, allowed, what = "option") {
  if (isEmpty(value)) return null;
  if (typeof value !== "string") throw new Invalid(`the response must name one ${what}`);
  if (!allowed.includes(value)) throw new Invalid(`unknown ${what} ${shown(value)}`);
  return value;
}

export function idSet(value, allowed, what = "option") {
  if (isEmpty(value)) return [];
  if (!Array.isArray(value)) throw new Invalid(`the response must be a list with the ids of each ${what}`);
  if (value.length > MOST_IDS) throw new Invalid(`the response lists more than ${MOST_IDS} ids`);
  for (const each of value) {
    if (typeof each !== "string") throw new Invalid(`each ${what} must be named by its id`);
    if (!allowed.includes(each)) throw new Invalid(`unknown ${what} ${shown(each)}`);
  }
  return [...new Set(value)];
}

export function parts(value, allowed, what) {
  if (isEmpty(value)) return {};
  if (!isMapping(value)) throw new Invalid(`the response must be a mapping by ${what}`);
  for (const each of Object.keys(value)) {
    if (!allowed.includes(each)) throw new Invalid(`unknown ${what} ${shown(each)}`);
  }
  return value;
}

export function atMost(ids, most, what = "options") {
  if (ids.length > most) throw new Invalid(`${ids.length} ${what} chosen, at most ${most} allowed`);
  return ids;
}

export const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
