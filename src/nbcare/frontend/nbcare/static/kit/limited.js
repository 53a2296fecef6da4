// A list of checkboxes of which only so many may be chosen.
import { choices } from "./choices.js";
import { h } from "./dom.js";
import { strings } from "./strings.js";

/** Make the list and its note; the choice after the last allowed one is taken back, and the note says why. */
export function limited(item, ctx, most) {
  const note = h("p", { class: "nbc-note nbc-limit", role: "status" });
  let accepted = [];
  const list = choices(item, { ...ctx, changed: take }, "checkbox");

  function tell(words, look) {
    note.textContent = words;
    note.dataset.look = look;
  }
  function count() {
    tell(strings.chosenOf(accepted.length, most), accepted.length === most ? "full" : "open");
  }
  function take() {
    const now = list.picked();
    if (now.length > most) {
      list.pick(accepted);
      return tell(strings.tooMany(most), "refused");
    }
    accepted = now;
    count();
    ctx.changed();
  }
  function pick(ids) {
    list.pick(ids);
    accepted = list.picked();
    count();
  }
  function review(marks) {
    if (marks) count(); // what was refused before is over when the answer is explained
    list.review(marks);
  }

  count();
  return { element: list.element, note, picked: () => accepted, pick, review };
}
