// One of several (radio buttons), or any of several (switches).
import { h, uid } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { unheard } from "./words.js";

/** Make {element, value(), set(id)} of radio buttons; `options` are {id: label}, `icons` may add {id: node}; `changed(id)` is called at every choice. */
export function choice({ label, options, icons = {}, value = null, changed = unheard }) {
  const name = uid("choice");
  const radios = Object.keys(options).map((id) =>
    h("input", { type: "radio", name, value: id, checked: id === value, onchange: () => changed(id) }),
  );
  const drawn = radios.map((radio) =>
    h(
      "label",
      { class: "nbc-option" },
      radio,
      icons[radio.value],
      h("span", { class: "nbc-option-text" }, rich(options[radio.value])),
    ),
  );
  const element = h(
    "fieldset",
    { class: "nbc-group nbc-x-choice" },
    h("legend", { class: "nbc-label" }, rich(label)),
    h("div", { class: "nbc-options nbc-x-inline" }, drawn),
  );
  return { element, value: () => radios.find((radio) => radio.checked)?.value ?? null, set };

  function set(id) {
    for (const radio of radios) radio.checked = radio.value === id;
  }
}

/** Make {element, value(), set(ids)} of switches; value() is the list of those that are on. */
export function toggles({ label, options, value = [], changed = unheard }) {
  const name = uid("toggles");
  const buttons = Object.keys(options).map((id) =>
    h(
      "button",
      {
        type: "button",
        class: "nbc-button nbc-x-toggle",
        "data-id": id,
        "aria-pressed": String(value.includes(id)),
        onclick: () => press(id),
      },
      rich(options[id]),
    ),
  );
  const element = h(
    "div",
    { role: "group", "aria-labelledby": name, class: "nbc-x-toggles" },
    h("p", { id: name, class: "nbc-label" }, rich(label)),
    h("div", { class: "nbc-x-buttons" }, buttons),
  );
  return { element, value: on, set };

  function on() {
    return buttons
      .filter((button) => button.getAttribute("aria-pressed") === "true")
      .map((button) => button.dataset.id);
  }
  function set(ids) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(ids.includes(button.dataset.id)));
  }
  function press(id) {
    set(on().includes(id) ? on().filter((one) => one !== id) : [...on(), id]);
    changed(on());
  }
}

/** Make a plain button. */
export function action(label, pressed, look = "") {
  return h("button", { type: "button", class: `nbc-button ${look}`.trim(), onclick: pressed }, rich(label));
}
