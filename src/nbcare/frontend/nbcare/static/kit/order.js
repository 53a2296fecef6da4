// Order options for one learner: stable, and the same as src/nbcare/questions/seeded_hash.py.

export function fnv1a(text) {
  let value = 2166136261;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 16777619);
  return value >>> 0;
}

// Sort ids by their hash; an `order` item whose key is known never starts at its key.
export function seededOrder(seed, itemId, ids, never = null) {
  // The id stands first: FNV-1a hardly mixes its last bytes, and "d" would lead half the time.
  const hashed = ids.map((id) => [fnv1a(`${id}|${seed}|${itemId}`), id]);
  hashed.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : x > y ? 1 : 0));
  const ordered = hashed.map(([, id]) => id);
  if (never && ordered.length === never.length && ordered.every((id, i) => id === never[i])) {
    ordered.push(ordered.shift());
  }
  return ordered;
}
