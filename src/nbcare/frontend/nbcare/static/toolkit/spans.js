// Parts of a text to mark: an outdated sentence, a word that a family would not know.
import { h } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { placedParagraphs, placesOf } from "../kit/template.js";
import { words } from "./strings.js";
import { verdict } from "./verdict.js";
import { unheard } from "./words.js";

/**
 * Make {element, findings, value(), set(ids), review(key, why)}; `text` holds the parts as [[id: words]], paragraphs parted by an empty line.
 * The value is the list of marked ids; `review` says of each part whether it was found, missed or rightly left alone,
 * and prints `why[id]` in the list `findings`, which stands below the text unless it is put elsewhere.
 * `says` {right, wrong, missed, kept} names the verdicts where “right” could be taken for a word on the sentence itself.
 */
export function markSpans({ text, says = {}, changed = unheard }) {
  const inputs = {};
  const labels = {};
  const parts = placesOf({ text });
  const count = h("p", { class: "nbc-note" });
  const list = h("ul", { class: "nbc-x-findings" });
  const body = h("div", { class: "nbc-highlight" }, placedParagraphs(text, span));
  show();
  return {
    element: h("div", { class: "nbc-x-spans" }, h("p", { class: "nbc-hint" }, words.markHint), body, count, list),
    findings: list,
    value,
    set,
    review,
  };

  // A checkbox inside the running text: unlike a button it breaks across lines.
  function span(id, spanWords) {
    inputs[id] = h("input", { type: "checkbox", class: "nbc-hidden", value: id, onchange: touched });
    labels[id] = h(
      "label",
      { class: "nbc-span", "data-span": id },
      inputs[id],
      h("span", { class: "nbc-span-text" }, rich(spanWords)),
    );
    return labels[id];
  }
  function value() {
    return parts.map(({ id }) => id).filter((id) => inputs[id].checked);
  }
  function set(ids) {
    for (const [id, input] of Object.entries(inputs)) input.checked = ids.includes(id);
    show();
  }
  function touched() {
    show();
    changed(value());
  }
  function show() {
    count.textContent = words.marked(value().length);
    list.replaceChildren();
    for (const label of Object.values(labels)) delete label.dataset.look;
  }
  function review(key, why = {}) {
    list.replaceChildren(
      ...parts.map(({ id, words: spanWords }) => {
        const look = key.includes(id)
          ? inputs[id].checked
            ? "right"
            : "missed"
          : inputs[id].checked
            ? "wrong"
            : "kept";
        labels[id].dataset.look = look;
        return h(
          "li",
          { "data-look": look },
          h("p", { class: "nbc-x-quoted" }, rich(spanWords)),
          verdict(look, "", says[look]),
          why[id] ? h("p", null, rich(why[id])) : null,
        );
      }),
    );
  }
}
