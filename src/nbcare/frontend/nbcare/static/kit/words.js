// The words of a page or of a kind, by name.

/**
 * Name words so that the type checker finds a name that is not among them; nothing is changed.
 * @template T
 * @param {T} words
 * @returns {import("./types.d.ts").Words<T>}
 */
export const named = (words) => /** @type {any} */ (words);
