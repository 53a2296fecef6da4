// The note above a question that has changed, or whose right answer was corrected, since it was answered.
import { h } from "./dom.js";
import { strings } from "./strings.js";

/** Make the note; show(state, place) fills it, where place is "", "held" after handing in, or "locked" in a case. */
export function changeNote(use) {
  const element = h("p", { class: "nbc-changed", role: "status", hidden: true });
  const show = ({ changed = false, corrected = false }, place = "") => {
    const words = strings.changes[changed ? "changed" : "corrected"];
    element.textContent = changed || corrected ? (words[`${use}-${place}`] ?? words[place] ?? words[use]) : "";
    element.hidden = !element.textContent;
  };
  return { element, show };
}
