// The kinds of question, found by their names: a kind is the folder kinds/<name>, and no list of them is kept.
import { ensureStyles } from "./styles.js";

/** @typedef {import("./types.d.ts").Kind} Kind */

/** @type {Map<string, Kind>} */
const loaded = new Map();

/**
 * Load one kind with its style sheets; give its module, or null when nobody wrote one.
 * @param {string} name
 * @returns {Promise<Kind | null>}
 */
export async function loadKind(name) {
  if (loaded.has(name)) return loaded.get(name);
  try {
    const kind = await import(`../kinds/${name}/index.js`);
    ensureStyles((kind.styles ?? []).map((sheet) => `../kinds/${name}/${sheet}`));
    loaded.set(name, kind);
    return kind;
  } catch (error) {
    console.warn(`kind ${name}:`, error);
    return null;
  }
}

/**
 * Load every kind that these questions are of, so that `kindOf` can answer at once; a step that is not opened is null.
 * @param {({ kind?: string } | null)[]} items
 */
export async function loadKinds(items) {
  const names = new Set(items.map((props) => props?.kind).filter(Boolean));
  await Promise.all([...names].map(loadKind));
}

/**
 * Give the module of a kind that was loaded before, or null.
 * @param {string} name
 * @returns {Kind | null}
 */
export function kindOf(name) {
  return loaded.get(name) ?? null;
}
