// Words to place into gaps: by a list in the gap, by choosing word and gap, or by dragging.
import { h } from "../../kit/dom.js";
import { describeGaps, gapText } from "../../kit/gaps.js";
import { plain, rich } from "../../kit/rich.js";
import { seededOrder } from "../../kit/seeded-hash.js";
import { strings } from "../../kit/strings.js";
import { placesOf } from "../../kit/template.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const board = new Board(item, ctx);
  return {
    element: board.element,
    get: board.text.get,
    set: (response) => board.set(response),
    review: board.text.review,
  };
}

class Board {
  constructor(item, ctx) {
    this.item = item;
    this.picked = null;
    this.here = [];
    this.changed = () => (this.tidy(), ctx.changed());
    this.text = gapText(
      item,
      { ...ctx, changed: this.changed },
      () => item.tokens,
      (gap, select, name) => this.target(gap, select, name),
    );
    const ids = Object.keys(item.tokens);
    const order = item.shuffle === false ? ids : seededOrder(ctx.seed, item.id, ids);
    this.tokens = Object.fromEntries(order.map((id) => [id, this.token(id)]));
    this.note = h("p", { class: "nbc-note", role: "status" });
    this.element = h(
      "div",
      null,
      h("p", { class: "nbc-hint" }, wording.dragHint),
      h(
        "ul",
        { class: "nbc-tokens", "aria-label": wording.words },
        order.map((id) => h("li", null, this.tokens[id])),
      ),
      this.note,
      this.text.element,
    );
  }

  token(id) {
    const drag = (event) => event.dataTransfer.setData("text/plain", id);
    return h(
      "button",
      {
        type: "button",
        class: "nbc-token",
        "aria-pressed": "false",
        draggable: "true",
        ondragstart: drag,
        onclick: () => this.pick(this.picked === id ? null : id),
      },
      rich(this.item.tokens[id]),
    );
  }

  target(gap, select, name) {
    const place = () => this.place(gap, this.picked);
    const button = h("button", { type: "button", class: "nbc-button nbc-place", onclick: place }, wording.placeHere);
    button.hidden = true;
    this.here.push({ button, name });
    const zone = h("span", { class: "nbc-drop", ondragover: (event) => event.preventDefault() }, select, button);
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      this.place(gap, event.dataTransfer.getData("text/plain"));
    });
    return zone;
  }

  pick(id) {
    this.picked = id;
    const word = id === null ? "" : plain(this.item.tokens[id]);
    for (const [one, button] of Object.entries(this.tokens)) button.setAttribute("aria-pressed", String(one === id));
    for (const { button, name } of this.here) {
      button.hidden = id === null;
      button.setAttribute("aria-label", wording.place(word, name));
    }
    this.note.textContent = id === null ? "" : wording.picked(word);
  }

  place(gap, id) {
    if (!Object.hasOwn(this.item.tokens, id ?? "")) return; // something else was dropped here
    this.text.selects[gap].value = id;
    this.pick(null);
    this.text.selects[gap].focus();
    this.changed();
  }

  set(response) {
    this.text.set(response);
    this.pick(null);
    this.tidy();
  }

  /** Show which words stand in a gap already. */
  tidy() {
    const used = new Set(Object.values(this.text.get() ?? {}));
    for (const [id, button] of Object.entries(this.tokens)) button.classList.toggle("nbc-used", used.has(id));
  }
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return describeGaps(item, response, () => item.tokens);
}

/** List what the feedback explains: every word, and the gap it belongs in. */
export function elements(item, response) {
  const gaps = placesOf(item).map(({ id }) => id);
  return Object.entries(item.tokens).map(([id, label]) => {
    const home = gaps.findIndex((gap) => item.key[gap] === id);
    return {
      id,
      label,
      look: home < 0 ? "other" : "key",
      detail: home < 0 ? "" : wording.belongs(strings.gap(home + 1)),
      chosen: Object.values(response ?? {}).includes(id),
    };
  });
}

export { marks, max, points, read, rule } from "./score.js";
