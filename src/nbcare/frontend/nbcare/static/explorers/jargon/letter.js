// The letter: sentences with phrases to mark, whose words change in place.
import { h } from "../../toolkit/index.js";

const PLACE = /\[\[(\w+)\]\]/;
const STARTS = /(^|[.!?]\s+)$/;

/** Return the pieces of a sentence in reading order: {id} for a place, {text} for the words between. */
function pieces(template) {
  return template.split(PLACE).map((part, i) => (i % 2 ? { id: part } : { text: part }));
}

/** Return the ids of the phrases of a letter, in reading order; refuse a cut that moves them. */
export function order(sentences) {
  const ids = (template) =>
    pieces(template)
      .filter(({ id }) => id)
      .map(({ id }) => id);
  for (const { whole, cut } of sentences) {
    if (String(ids(whole)) !== String(ids(cut))) throw new Error(`“${cut}” has other phrases than “${whole}”`);
  }
  return sentences.flatMap(({ whole }) => ids(whole));
}

/** Return the whole letter as pieces with their words: [[{id, text}]], a list for each sentence of the ward. */
export function written(sentences, cuts, words) {
  return sentences.map(({ whole, cut }, n) => {
    let before = "";
    return pieces(cuts[n] ? cut : whole).map(({ id, text }) => {
      const shown = id ? begun(words(id), before) : text;
      before += shown;
      return { id, text: shown };
    });
  });
}

/** Return the letter as one text. */
export function asText(letter) {
  return letter.map((sentence) => sentence.map(({ text }) => text).join("")).join(" ");
}

function begun(words, before) {
  return STARTS.test(before) ? words[0].toUpperCase() + words.slice(1) : words;
}

/** Make {element, show(letter, marked, changed)}; `pressed(id, on)` is called when a phrase is marked or not any more. */
export function letterSheet({ label, hint, sentences }, pressed) {
  const inputs = {};
  const words = {};
  const between = [];
  // A checkbox inside the running text: unlike a button it breaks across lines.
  const span = (id) => {
    inputs[id] = h("input", {
      type: "checkbox",
      class: "nbc-hidden",
      value: id,
      onchange: () => pressed(id, inputs[id].checked),
    });
    words[id] = h("span", { class: "nbc-span-text" });
    return h("label", { class: "nbc-span", "data-span": id }, inputs[id], words[id]);
  };
  const drawn = ({ whole }) =>
    pieces(whole).map(({ id }) => {
      if (id) return span(id);
      between.push(document.createTextNode(""));
      return between.at(-1);
    });
  const text = h(
    "p",
    { class: "nbc-x-letter-text" },
    sentences.map((sentence) => [drawn(sentence), " "]),
  );
  const element = h(
    "section",
    { class: "nbc-x-letter", "aria-label": label },
    h("p", { class: "nbc-label" }, label),
    text,
    h("p", { class: "nbc-hint" }, hint),
  );
  return { element, show, focus: (id) => inputs[id].focus() };

  function show(letter, marked, changed) {
    const all = letter.flat();
    all.filter(({ id }) => !id).forEach(({ text: shown }, i) => (between[i].nodeValue = shown));
    for (const { id, text: shown } of all.filter(({ id }) => id)) {
      words[id].textContent = shown;
      inputs[id].checked = marked.includes(id);
      inputs[id].parentNode.toggleAttribute("data-changed", changed.includes(id));
    }
  }
}
