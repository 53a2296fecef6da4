// A labelled slider that says its value in words.
import { h, uid } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { asText, unheard } from "./words.js";

/**
 * Make {element, value(), set(value)}; `say` turns a value into words with its unit, `changed` is called at every move.
 * Give min, max and step; or `values`, a list to choose from where even steps would not do (10, 30, 100, 300).
 */
export function slider({ label, min = 0, max, step = 1, values = null, value, say = asText, changed = unheard }) {
  const id = uid("slider");
  const range = values ? { min: 0, max: values.length - 1, step: 1 } : { min, max, step };
  const meant = (place) => (values ? values[place] : place);
  const place = (meaning) => (values ? Math.max(values.indexOf(meaning), 0) : meaning);
  const shown = h("output", { for: id, class: "nbc-x-value" });
  const input = h("input", { type: "range", id, ...range, value: place(value ?? meant(range.min)), oninput: update });
  const ends = h(
    "div",
    { class: "nbc-x-ends", "aria-hidden": "true" },
    h("span", null, say(meant(range.min))),
    h("span", null, say(meant(range.max))),
  );
  const top = h("div", { class: "nbc-x-slider-top" }, h("label", { for: id }, rich(label)), shown);
  speak();
  return {
    element: h("div", { class: "nbc-x-slider" }, top, input, ends),
    value: () => meant(Number(input.value)),
    set,
  };

  function set(meaning) {
    input.value = place(meaning);
    speak();
  }
  function update() {
    speak();
    changed();
  }
  function speak() {
    const words = say(meant(Number(input.value)));
    shown.textContent = words;
    input.setAttribute("aria-valuetext", words);
    input.style.setProperty(
      "--nbc-x-filled",
      `${(100 * (Number(input.value) - range.min)) / (range.max - range.min)}%`,
    );
  }
}
