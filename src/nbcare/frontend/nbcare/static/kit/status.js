// One line that says whether the answer is on disk.
import { h } from "./dom.js";
import { strings } from "./strings.js";

const LOOKS = {
  saving: ["saving", "", () => strings.saving],
  saved: ["saved", "✓", () => strings.saved],
  none: ["", "", () => ""],
  restored: ["saved", "✓", () => strings.restored],
  typed: ["typed", "!", () => strings.typed],
  unsaved: ["unsaved", "!", (reason) => (reason ? strings.unsavedBecause(reason) : strings.unsaved)],
  refused: ["unsaved", "!", (reason) => strings.refused(reason)],
  looking: ["saving", "", () => strings.looking],
  conflict: ["unsaved", "!", () => strings.conflictStatus],
};

/** Make the live region; show(word, reason) changes it. */
export function statusLine() {
  const text = h("span", null);
  const symbol = h("span", { class: "nbc-symbol", "aria-hidden": "true" });
  const element = h("p", { class: "nbc-status", role: "status" }, symbol, text);
  const show = (word, reason) => {
    const [look, sign, words] = LOOKS[word];
    element.dataset.state = look;
    symbol.textContent = sign;
    text.textContent = words(reason);
  };
  return { element, show };
}
