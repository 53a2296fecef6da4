// Which cells may run by themselves, and where.

const NEVER = new Set(["submitted", "autograded", "feedback", "release", "source", "set-aside", "earlier"]);

/** Return the list of course cells and pages: the one `nbcare start` names, or the installed package's. */
export async function loadManifest(named) {
  if (named) return JSON.parse(named);
  const answer = await fetch(new URL("../manifest.json", import.meta.url));
  if (!answer.ok) throw new Error(`nbcare: the list of course cells is missing (${answer.status}); run nbcare build`);
  return answer.json();
}

/** Return whether a notebook says that it is a course page and lies where learners work. */
export function isCoursePage(panel) {
  const about = panel.context.model.getMetadata("nbcare");
  const folders = panel.context.path.split("/").slice(0, -1);
  return about?.version === 1 && !folders.some((name) => NEVER.has(name));
}

/** Return the notebook's cells that came with the course, unchanged, in their order. */
export async function courseCells(panel, manifest) {
  const known = new Set(manifest.cells);
  const cells = panel.content.widgets.filter((cell) => cell.model.type === "code");
  const prints = await Promise.all(cells.map((cell) => fingerprint(cell.model.sharedModel.getSource())));
  return cells.filter((_, n) => known.has(prints[n]));
}

async function fingerprint(source) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(source));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
