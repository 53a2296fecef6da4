// A labelled slider that says its value in words.
import { h, uid } from "../dom.js";
import { rich } from "../rich.js";

/** Make {element, value()}; `say` turns a value into words, `changed` is called at every move. */
export function slider({ label, min, max, step, value, say, changed }) {
  const id = uid("slider");
  const shown = h("output", { for: id, class: "nbc-x-value" });
  const input = h("input", { type: "range", id, min, max, step, value, oninput: update });
  const ends = h("div", { class: "nbc-x-ends", "aria-hidden": "true" }, h("span", null, say(min)), h("span", null, say(max)));
  const top = h("div", { class: "nbc-x-slider-top" }, h("label", { for: id }, rich(label)), shown);
  speak();
  return { element: h("div", { class: "nbc-x-slider" }, top, input, ends), value: () => Number(input.value) };

  function update() {
    speak();
    changed();
  }
  function speak() {
    const words = say(Number(input.value));
    shown.textContent = words;
    input.setAttribute("aria-valuetext", words);
    input.style.setProperty("--nbc-x-filled", `${(100 * (input.value - min)) / (max - min)}%`);
  }
}
