// Print one part of the page alone, on paper of its own.
import { h } from "../kit/dom.js";
import { stylesAreLinked } from "../kit/styles.js";

const SHEETS = /\/(kit|kinds|explorers|toolkit)\/[^/]*\.css$/;

/** Print a copy of the node with the kit's style sheets; folds stand open and controls stay away (explorers.css). */
export async function printAlone(node, title) {
  // A frame of the page itself: its style sheets are the page's own files, so a strict policy lets them in.
  const frame = h("iframe", { class: "nbc-x-paper", "aria-hidden": "true", tabindex: "-1", title });
  document.body.append(frame);
  const paper = frame.contentDocument;
  paper.title = title;
  paper.documentElement.lang = document.documentElement.lang;
  await Promise.all(sheets().map((address) => linked(paper, address)));
  const copy = paper.importNode(node, true);
  open(copy);
  const root = paper.createElement("div");
  root.className = "nbc-root nbc-x-alone";
  root.append(copy);
  paper.body.append(root);
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
  // A browser that never says when it has finished must not collect frames.
  setTimeout(() => frame.remove(), 600000);
}

/** Open every fold below a node; returns a function that closes the ones that were closed. */
export function open(node) {
  const closed = [...node.querySelectorAll("details:not([open])")];
  for (const fold of closed) fold.open = true;
  return () => closed.forEach((fold) => (fold.open = false));
}

function sheets() {
  const all = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href);
  return stylesAreLinked() ? all : all.filter((address) => SHEETS.test(address));
}

function linked(paper, href) {
  return new Promise((done) => {
    const link = paper.createElement("link");
    Object.assign(link, { rel: "stylesheet", href, onload: done, onerror: done });
    paper.head.append(link);
  });
}
