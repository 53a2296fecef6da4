// A list of radios or checkboxes, for the kinds that choose among options.
import { h, uid } from "./dom.js";
import { markPlaces } from "./mark.js";
import { rich } from "./rich.js";
import { seededOrder } from "./seeded-hash.js";

/** Give option ids in the order this learner sees. */
export function optionOrder(item, seed) {
  const ids = Object.keys(item.options);
  return item.shuffle === false ? ids : seededOrder(seed, item.id, ids);
}

/** Make the list; picked() gives the chosen ids in written order, pick(ids) sets them. */
export function choices(item, ctx, type) {
  const inputs = {};
  const places = {};
  const options = optionOrder(item, ctx.seed).map((id) => {
    const input = h("input", { type, name: ctx.name, id: uid("option"), value: id, onchange: () => ctx.changed() });
    const text = h("span", { class: "nbc-option-text" }, rich(item.options[id]));
    const label = h("label", { class: "nbc-option", for: input.id }, input, text);
    inputs[id] = input;
    places[id] = { node: label, at: text };
    return h("li", null, label);
  });
  return {
    element: h("ul", { class: "nbc-options" }, options),
    picked: () => Object.keys(item.options).filter((id) => inputs[id].checked),
    pick: (ids) => {
      for (const [id, input] of Object.entries(inputs)) input.checked = ids.includes(id);
    },
    review: (marks) => markPlaces(places, marks),
  };
}
