// A card to take home: what was chosen, printed alone.
import { h } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { printAlone } from "./print.js";
import { words } from "./strings.js";

/** Make {element, show({title, before, lines, note})}: the card as it will be printed, and its button; each line gets room to write. */
export function paperCard({ label = words.print, room = true, look = "" } = {}) {
  const card = h("section", { class: `nbc-x-paper-card ${look}`.trim() });
  let title = "";
  const button = h(
    "button",
    { type: "button", class: "nbc-button nbc-primary", onclick: () => printAlone(card, title) },
    label,
  );
  return { element: h("div", { class: "nbc-x-card-maker" }, card, button), show };

  function show({ title: head, before = "", lines, note = "" }) {
    title = head;
    const list = lines.map((line) =>
      h("li", null, h("p", null, rich(line)), room ? h("p", { class: "nbc-x-room", "aria-hidden": "true" }) : null),
    );
    card.replaceChildren(
      h("p", { class: "nbc-x-paper-title" }, rich(head)),
      before ? h("p", null, rich(before)) : "",
      h("ol", null, list),
      note ? h("p", { class: "nbc-note" }, rich(note)) : "",
    );
  }
}
