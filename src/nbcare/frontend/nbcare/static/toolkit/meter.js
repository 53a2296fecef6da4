// A level as a bar with its words: how much killing, how much pain.
import { h, uid } from "../kit/dom.js";
import { plain, rich } from "../kit/rich.js";
import { asText } from "./words.js";

/** Make {element, show(value)}; `say` turns the value into words, so that nobody has to judge a length. */
export function meter({ label, min = 0, max, say = asText }) {
  const name = uid("meter");
  const bar = h("div", { class: "nbc-x-meter-bar" });
  const words = h("span", { class: "nbc-x-value" });
  const track = h(
    "div",
    { role: "meter", class: "nbc-x-meter-track", "aria-labelledby": name, "aria-valuemin": min, "aria-valuemax": max },
    bar,
  );
  const top = h(
    "div",
    { class: "nbc-x-slider-top" },
    h("span", { id: name, class: "nbc-x-meter-name" }, rich(label)),
    words,
  );
  show(min);
  return { element: h("div", { class: "nbc-x-meter" }, top, track), show };

  function show(value) {
    const part = (Math.min(Math.max(value, min), max) - min) / (max - min);
    bar.style.setProperty("inline-size", `${100 * part}%`);
    words.replaceChildren(...rich(say(value)));
    track.setAttribute("aria-valuenow", value);
    track.setAttribute("aria-valuetext", plain(say(value)));
  }
}
