// Paint from one day to another by two numbers: nobody has to drag.
import { h, uid } from "../../kit/dom.js";
import { fill } from "../../toolkit/words.js";

/** Make the fieldset; `paint(first, last, dose)` gets days counted from 1. */
export function dayRange(texts, count, values, paint) {
  const from = box(texts.from, count, 1);
  const to = box(texts.to, count, 1);
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const buttons = [
    button(texts.set, () => chosen(true)),
    button(texts.rest, () => chosen(false)),
    button(texts.clear, () => paint(1, count, false), "nbc-quiet"),
  ];
  const fields = h("div", { class: "nbc-x-fields" }, from.element, to.element);
  return h(
    "fieldset",
    { class: "nbc-group nbc-x-range" },
    h("legend", null, texts.legend),
    fields,
    h("div", { class: "nbc-x-buttons" }, buttons),
    warning,
  );

  function chosen(dose) {
    const [first, last] = [Number(from.input.value), Number(to.input.value)];
    const fits = Number.isInteger(first) && Number.isInteger(last) && first >= 1 && first <= last && last <= count;
    warning.textContent = fits ? "" : fill(texts.wrong, values);
    if (fits) paint(first, last, dose);
  }
}

function box(label, count, value) {
  const id = uid("day");
  const input = h("input", { type: "number", id, min: 1, max: count, step: 1, value, inputmode: "numeric" });
  return { input, element: h("span", null, h("label", { for: id }, label), input) };
}

function button(text, onclick, extra = "") {
  return h("button", { type: "button", class: `nbc-button ${extra}`.trim(), onclick }, text);
}
