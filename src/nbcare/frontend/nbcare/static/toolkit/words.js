// Fill the slots of a sentence written in YAML: `{days}` is a value, `{days|day|days}` a word that agrees with it.

const SLOT = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** Return the sentence with its slots filled; an unknown slot is an error, never a blank. */
export function fill(template, values) {
  return template.replace(SLOT, (_slot, name, one, many) => {
    if (!(name in values)) throw new Error(`the sentence "${template}" asks for ${name}, which is not known`);
    if (one === undefined) return String(values[name]);
    return Number(values[name]) === 1 ? one : many;
  });
}

/** Return the number a data field stands for: figures of the evidence arrive as text. */
export function number(value, name) {
  const found = typeof value === "string" && value.trim() ? Number(value) : value;
  if (!Number.isFinite(found)) throw new Error(`${name} is ${JSON.stringify(value)}, not a number`);
  return found;
}

/** Return a number in plain words: at most so many decimals, none that say nothing. */
export function figure(value, decimals = 1) {
  return String(Number(value.toFixed(decimals)));
}

/**
 * Write any value as text, where an explorer names no words of its own.
 * @type {(value: any) => string}
 */
export const asText = String;

/**
 * Hear of a change and do nothing, where an explorer asks for nothing else.
 * @type {(...given: any[]) => void}
 */
export const unheard = () => {};
