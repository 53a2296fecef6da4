// The sentence that restates the picture: seen at once, spoken when the learner pauses.
import { h } from "../kit/dom.js";
import { plain, rich } from "../kit/rich.js";

const CALM = 700; // milliseconds without a change before it is spoken
const GONE = 6000; // then the spoken copy goes, so that nobody reads it twice

/** Make {element, spoken, show(text)}: `element` is for the eye, `spoken` a hidden live region. */
export function sentenceLine() {
  const element = h("p", { class: "nbc-x-sentence" });
  const spoken = h("p", { class: "nbc-hidden nbc-x-spoken", role: "status", "aria-live": "polite" });
  let text = null;
  let timer = 0;
  return { element, spoken, show, text: () => plain(text) };

  function show(next) {
    if (next === text) return;
    const first = text === null;
    text = next;
    element.replaceChildren(...rich(next));
    if (first) return; // what stands there from the beginning is read in its place
    clearTimeout(timer);
    timer = setTimeout(speak, CALM);
  }
  function speak() {
    spoken.textContent = plain(text);
    timer = setTimeout(() => spoken.replaceChildren(), GONE);
  }
}
