// The list of a case's steps: which are locked, which is open, which come later; in words, not by colour alone.
import { h } from "./dom.js";
import { strings } from "./strings.js";

const words = strings.unfolding;

/** Make the list; show(opened) fills it, `between` while the step after the locked one is not shown yet. */
export function progressList(total) {
  const states = Array.from({ length: total }, () => h("span", { class: "nbc-case-state" }));
  const rows = states.map((state, i) =>
    h(
      "li",
      { class: "nbc-case-place" },
      h("span", { class: "nbc-case-number", "aria-hidden": "true" }, i + 1),
      h("span", { class: "nbc-case-name" }, h("span", { class: "nbc-case-step-name" }, strings.steps[i]), state),
    ),
  );
  const show = (opened, between = false) => {
    rows.forEach((row, i) => {
      const look = i + 1 < opened ? "locked" : i + 1 === opened && !between ? "open" : "later";
      row.dataset.state = look;
      row.toggleAttribute("aria-current", false);
      if (look === "open") row.setAttribute("aria-current", "step");
      states[i].textContent = words[look];
    });
  };
  return { element: h("ol", { class: "nbc-case-progress", "aria-label": words.progress }, rows), show };
}
