// Turn the bank's inline markup (**bold**, *emphasis*, [n]) into nodes.
import { h } from "./dom.js";

// As src/nbcare/pages/abbreviations.py: GM-CSF and IL-2 stay on one line.
const ABBREVIATION = /(\b[A-Za-z]{1,4}-(?:[A-Z]{1,4}\d{0,2}|\d{1,2})\b)/;
const TOKEN = /(\*\*[^*]+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*|\[\d+\])/;

function inline(part) {
  if (part.startsWith("**")) return h("strong", null, kept(part.slice(2, -2)));
  if (part.startsWith("*")) return h("em", null, kept(part.slice(1, -1)));
  return h("span", { class: "nbc-cite" }, part);
}

/** Turn text without markup into nodes, each abbreviation with a hyphen in one that no line ends in. */
function kept(text) {
  return text
    .split(ABBREVIATION)
    .filter((part) => part !== "")
    .map((part) => (ABBREVIATION.test(part) ? h("span", { class: "nbc-keep" }, part) : document.createTextNode(part)));
}

/** Turn one run of text into nodes. */
export function rich(text) {
  return String(text ?? "")
    .split(TOKEN)
    .filter((part) => part !== "")
    .flatMap((part) => (TOKEN.test(part) && part.length > 2 ? inline(part) : kept(part)));
}

/**
 * Turn text whose paragraphs are parted by blank lines into block elements.
 * @param {string} text
 * @param {keyof HTMLElementTagNameMap} tag
 */
export function paragraphs(text, tag = "p", className = "nbc-para") {
  return String(text ?? "")
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => h(tag, { class: className }, rich(part.replace(/\s*\n\s*/g, " ").trim())));
}

/** Give the text without its markup, for labels and for saying it again. */
export function plain(text) {
  return String(text ?? "")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/\*([^*\s](?:[^*]*[^*\s])?)\*/g, "$1")
    .replace(/\s*\[\d+\]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
