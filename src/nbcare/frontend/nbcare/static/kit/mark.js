// Right and wrong as a symbol and a word, never by colour alone.
import { h } from "./dom.js";
import { strings } from "./strings.js";

/** Make the pair of symbol and word for right, wrong, missed, key or other. */
export function symbolWord(look) {
  const { symbol, word } = strings.marks[look];
  return h(
    "span",
    { class: "nbc-mark", "data-look": look },
    h("span", { class: "nbc-symbol", "aria-hidden": "true" }, symbol),
    h("span", { class: "nbc-word" }, word),
  );
}

/** Show marks on controls: places maps an element id to {node, at}; marks null clears them; `missed` names what is left out. */
export function markPlaces(places, marks, missed = "missed") {
  for (const [id, { node, at }] of Object.entries(places)) {
    const look = marks?.[id] || "";
    at.querySelector(":scope > .nbc-mark")?.remove();
    if (look) {
      node.dataset.look = look;
      at.append(symbolWord(look === "missed" ? missed : look));
    } else {
      delete node.dataset.look;
    }
  }
}
