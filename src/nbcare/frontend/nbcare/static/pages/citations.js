// The numbers of sources in a text: one tab stop for each paragraph, and arrow keys from one to the next.
import { h, uid } from "../kit/dom.js";
import { words } from "./words.js";

const SOURCE = "a.nbp-source";
const PASSAGE = "tr, p, li, dd, dt, figcaption"; // a row of a table is one stop, too
const MOVES = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
};

/** Let Tab stop once at the citations of each paragraph, list item or row; without this script each is a stop. */
export function gatherCitations(page = document) {
  const passages = new Map();
  for (const link of page.querySelectorAll(SOURCE)) {
    const passage = link.closest("tr") ?? link.closest(PASSAGE);
    if (passage) passages.set(passage, [...(passages.get(passage) ?? []), link]);
  }
  const several = [...passages.values()].filter((links) => links.length > 1);
  if (!several.length) return;
  const hint = h("p", { id: uid("citations"), hidden: true }, words.citationKeys);
  page.body.append(hint);
  for (const links of several) gather(links, hint.id);
}

function gather(links, hint) {
  for (const [at, link] of links.entries()) {
    link.tabIndex = at === 0 ? 0 : -1;
    link.setAttribute("aria-describedby", hint);
    // A click moves the stop as well: Tab goes on from where the reader is.
    link.addEventListener("focus", () => stopAt(links, link));
    link.addEventListener("keydown", (event) => move(event, links, at));
  }
}

function stopAt(links, link) {
  for (const one of links) one.tabIndex = one === link ? 0 : -1;
}

function move(event, links, at) {
  // With Alt or Ctrl the same keys belong to the browser.
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = MOVES[event.key]?.(at, links.length - 1);
  if (to === undefined) return;
  event.preventDefault();
  links[Math.min(Math.max(to, 0), links.length - 1)].focus();
}
