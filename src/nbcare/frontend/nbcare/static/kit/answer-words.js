// An answer in words: a few words when it is one thing, a list when it has parts.
import { h } from "./dom.js";

/** Make the words of a kind's lines: [{place, text}]; the place is the row, the gap or the part that a choice belongs to. */
export function answerWords(lines) {
  const parts = lines.map(({ place, text, written }) => {
    // Words of the learner's own may be of a language that is written from right to left.
    const words = written ? h("span", { class: "nbc-answer-written", dir: "auto" }, text) : text;
    return place ? [h("span", { class: "nbc-answer-place" }, place), " – ", words] : [words];
  });
  if (parts.length < 2) return parts.flat();
  // The role is written out: without its bullets a browser may forget that a list is one.
  return h(
    "ul",
    { class: "nbc-answer-lines", role: "list" },
    parts.map((part) => h("li", null, part)),
  );
}
