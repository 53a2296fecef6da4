// Which revision of each answer this page shows: what its learner has seen when she hands in.

function memory() {
  // On window, not in the module: a second copy of the kit on one page must know the same answers.
  window.__nbcareShown ??= new Map();
  return window.__nbcareShown;
}

/** Note the revision of an item that this page shows now; of a case, how many of its steps are open. */
export function noteShown(seed, id, revision) {
  memory().set(JSON.stringify([seed, id]), revision);
}

/** Give what the page of one learner shows: {id: revision}. */
export function shownRevisions(seed) {
  const all = [...memory()].map(([key, revision]) => [...JSON.parse(key), revision]);
  return Object.fromEntries(all.filter(([of]) => of === seed).map(([, id, revision]) => [id, revision]));
}
