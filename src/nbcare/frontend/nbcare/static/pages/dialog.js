// One question to the reader, in a dialog: yes or no.
import { h, uid } from "../kit/dom.js";

/** Ask; resolve to true when the reader agrees. The safe answer has the focus; where yes `loses` something, it has the colour, too. */
export function ask({ title, lines, yes, no, loses = false }) {
  const name = uid("dialog");
  const stay = h("button", { type: "submit", class: loses ? "nbp-button nbp-primary" : "nbp-button", value: "no" }, no);
  const go = h("button", { type: "submit", class: loses ? "nbp-button" : "nbp-button nbp-primary", value: "yes" }, yes);
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: name }, title),
    lines.map((line) => h("p", null, line)),
    h("div", { class: "nbp-buttons" }, stay, go),
  );
  const dialog = h("dialog", { class: "nbp-dialog", "aria-labelledby": name }, form);
  document.body.append(dialog);
  dialog.showModal();
  stay.focus();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
  });
}
