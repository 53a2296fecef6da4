// A written answer, read by a person.
import { h, uid } from "../../kit/dom.js";
import { LONGEST } from "./score.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

const PAUSE = 600; // ms without a key until the text is saved

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} _item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(_item, ctx) {
  const hint = uid("count");
  const count = h("span", null);
  // A box prints what fits into it. An attribute, not text: on the screen the words must not be found twice.
  const whole = h("div", { class: "nbc-written-whole", "aria-hidden": "true" });
  const box = h("textarea", {
    rows: 7,
    dir: "auto",
    maxlength: LONGEST,
    "aria-describedby": hint,
    class: "nbc-textarea",
    oninput: typed,
    onblur: flush,
  });
  let timer = null;

  function typed() {
    tell();
    ctx.dirty();
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }
  function flush() {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    ctx.changed();
  }
  function tell() {
    count.textContent = wording.characters(box.value.length, LONGEST);
    whole.dataset.words = box.value;
  }

  // A page that closes within the pause must not lose the last words.
  window.addEventListener("pagehide", flush);
  tell();
  return {
    element: h(
      "div",
      null,
      h("label", { class: "nbc-written" }, h("span", { class: "nbc-label" }, wording.writeHere), box),
      whole,
      h("p", { class: "nbc-hint", id: hint }, wording.gradedByHand, " ", count),
    ),
    get: () => (box.value.trim() ? box.value : null),
    set: (response) => {
      box.value = response ?? "";
      tell();
    },
    review: () => {},
    stop: () => {
      flush();
      window.removeEventListener("pagehide", flush);
    },
  };
}

/** Say an answer in words, a line for each part. */
export function describe(_item, response) {
  return [{ text: response ?? "", written: true }];
}

/** A written answer has no parts to explain. */
export function elements() {
  return [];
}

export { marks, max, points, read, rule, status } from "./score.js";
