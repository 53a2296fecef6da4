// Text with places in it: [[b1]] is a gap, [[s1: words]] a span.
import { h } from "./dom.js";
import { rich } from "./rich.js";

const CLOSING = /^[.,;:!?)”]+/;
const PLACE = /\[\[([A-Za-z0-9_-]+)(?::\s*([^\]]*?)\s*)?\]\]/g;

/** Turn one run of text into nodes; place(id, words) makes the node of a place. */
export function placed(text, place) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(PLACE)) {
    nodes.push(...rich(text.slice(end, found.index)));
    end = found.index + found[0].length;
    // A full stop stays with its gap: alone on the next line it looks like an error.
    const [closing] = text.slice(end).match(CLOSING) ?? [""];
    const node = place(found[1], found[2]);
    nodes.push(closing ? h("span", { class: "nbc-keep" }, node, closing) : node);
    end += closing.length;
  }
  return [...nodes, ...rich(text.slice(end))];
}

/** Turn text into paragraphs of nodes. */
export function placedParagraphs(text, place) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => h("p", { class: "nbc-passage" }, placed(part.trim(), place)));
}

/** List the places of an item's text and table: [{id, words}], in reading order. */
export function placesOf(item) {
  const cells = (item.table?.rows ?? []).flat();
  return [item.text ?? "", ...cells].flatMap((text) =>
    [...text.matchAll(PLACE)].map(([, id, words]) => ({ id, words })),
  );
}
