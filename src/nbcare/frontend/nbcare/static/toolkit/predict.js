// The prediction a nurse commits to before the controls unlock.
import { h, uid } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { words } from "./strings.js";

/** Make {element, set(choice)}; `committed` is called once, with the option's id. */
export function predictionPanel({ question, options }, committed) {
  const name = uid("prediction");
  const radios = Object.keys(options).map((id) =>
    h("input", { type: "radio", name, value: id, id: `${name}-${id}`, onchange: () => warn("") }),
  );
  const choices = radios.map((radio) =>
    h(
      "li",
      null,
      h(
        "label",
        { class: "nbc-option", for: radio.id },
        radio,
        h("span", { class: "nbc-option-text" }, rich(options[radio.value])),
      ),
    ),
  );
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const button = h(
    "button",
    { type: "button", class: "nbc-button nbc-primary nbc-x-commit", onclick: commit },
    words.commit,
  );
  const legend = h(
    "legend",
    { class: "nbc-stem" },
    h("span", { class: "nbc-x-step" }, words.predict),
    h("span", { class: "nbc-x-question" }, rich(question)),
  );
  const element = h(
    "fieldset",
    { class: "nbc-group nbc-x-predict" },
    legend,
    h("ul", { class: "nbc-options" }, choices),
    button,
    warning,
  );
  return { element, set };

  function commit() {
    const chosen = radios.find((radio) => radio.checked);
    if (!chosen) return warn(words.chooseFirst);
    committed(chosen.value);
  }
  function set(choice) {
    for (const radio of radios) {
      radio.checked = radio.value === choice;
      radio.disabled = true;
    }
    button.hidden = true;
    warn("");
  }
  function warn(text) {
    warning.textContent = text;
  }
}
