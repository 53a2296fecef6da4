// Order ids for one learner: stable, and the same as src/nbcare/questions/seeded_hash.py.

/** Hash a text to 32 bits (FNV-1a). */
export function fnv1a(text) {
  let value = 2166136261;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 16777619);
  return value >>> 0;
}

/** Sort ids by the hash of each, equal hashes by the ids themselves. */
export function sortedByHash(ids, hash) {
  const hashed = ids.map((id) => [hash(id), id]);
  hashed.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : x > y ? 1 : 0));
  return hashed.map(([, id]) => id);
}

/** Order ids by their seeded hash; an `order` item whose key is known never starts at its key. */
export function seededOrder(seed, itemId, ids, never = null) {
  // The id stands first: FNV-1a hardly mixes its last bytes, and "d" would lead half the time.
  const ordered = sortedByHash(ids, (id) => fnv1a(`${id}|${seed}|${itemId}`));
  if (never && ordered.length === never.length && ordered.every((id, i) => id === never[i])) {
    ordered.push(ordered.shift());
  }
  return ordered;
}
