// Lines to put in order: by two buttons on each line, or by dragging.
import { optionOrder } from "../../kit/choices.js";
import { h } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { seededOrder } from "../../kit/seeded-hash.js";
import { plain, rich } from "../../kit/rich.js";
import { wording } from "./strings.js";

export const styles = ["style.css"];

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const lines = new Lines(item, ctx);
  return {
    element: lines.element,
    get: () => lines.get(),
    set: (response) => lines.set(response),
    review: (marks) => lines.review(marks),
  };
}

class Lines {
  constructor(item, ctx) {
    this.item = item;
    this.ctx = ctx;
    this.lines = {};
    this.places = {};
    this.touched = false;
    this.dragged = null;
    // A pre-question and a graded one do not know their key, and may start at it by chance.
    this.start =
      item.shuffle === false
        ? optionOrder(item, ctx.seed)
        : seededOrder(ctx.seed, item.id, Object.keys(item.options), item.key ?? null);
    this.list = h(
      "ol",
      { class: "nbc-lines", role: "list" },
      this.start.map((id) => this.line(id)),
    );
    this.note = h("p", { class: "nbc-note", role: "status" });
    this.keep = h(
      "button",
      { type: "button", class: "nbc-button", onclick: () => this.answer(wording.orderKept) },
      wording.keepOrder,
    );
    this.element = h(
      "div",
      null,
      h("p", { class: "nbc-hint", "data-paper": wording.orderPaper }, h("span", null, wording.orderHint)),
      this.list,
      h("div", { class: "nbc-lines-foot" }, this.note, this.keep),
    );
    this.set(null);
  }

  line(id) {
    const place = h("span", { class: "nbc-place-number" });
    const text = h("span", { class: "nbc-line-text" }, rich(this.item.options[id]));
    const mover = (step, sign, word) =>
      h(
        "button",
        {
          type: "button",
          class: "nbc-button nbc-move",
          "aria-label": word(plain(this.item.options[id])),
          onclick: () => this.move(id, step),
        },
        sign,
      );
    const up = mover(-1, "↑", wording.moveUp);
    const down = mover(1, "↓", wording.moveDown);
    const node = h(
      "li",
      { class: "nbc-line", draggable: "true" },
      place,
      text,
      h("span", { class: "nbc-moves" }, up, down),
    );
    this.lines[id] = { node, place, up, down };
    this.places[id] = { node, at: text };
    this.listen(id, node);
    return node;
  }

  listen(id, node) {
    const over = (event) => event.clientY > node.getBoundingClientRect().top + node.offsetHeight / 2;
    const accept = (event) => {
      if (this.dragged === null) return; // something else is dragged over the page
      event.preventDefault();
      event.stopPropagation();
    };
    node.addEventListener("dragstart", (event) => {
      this.dragged = id;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", plain(this.item.options[id]));
    });
    node.addEventListener("dragend", () => (this.dragged = null));
    node.addEventListener("dragover", accept);
    node.addEventListener("drop", (event) => {
      accept(event);
      if (this.dragged === null || this.dragged === id) return;
      this.list.insertBefore(this.lines[this.dragged].node, over(event) ? node.nextSibling : node);
      this.moved(this.dragged);
    });
  }

  ids() {
    return Object.keys(this.lines).sort((a, b) => this.index(a) - this.index(b));
  }

  index(id) {
    return [...this.list.children].indexOf(this.lines[id].node);
  }

  move(id, step) {
    const { node } = this.lines[id];
    const other = step < 0 ? node.previousElementSibling : node.nextElementSibling;
    if (!other) return void (this.note.textContent = wording.atTheEnd(plain(this.item.options[id]), step));
    // The neighbour moves, so that the pressed button keeps the focus.
    this.list.insertBefore(other, step < 0 ? node.nextSibling : node);
    this.moved(id);
  }

  moved(id) {
    this.answer(wording.movedTo(plain(this.item.options[id]), this.index(id) + 1, this.start.length));
  }

  answer(words) {
    const hadFocus = document.activeElement === this.keep;
    this.touched = true;
    this.tidy();
    this.note.textContent = words;
    if (hadFocus) this.lines[this.ids()[0]].up.focus();
    this.ctx.changed();
  }

  tidy() {
    this.element.dataset.touched = String(this.touched);
    this.keep.hidden = this.touched;
    this.note.textContent = this.touched ? "" : wording.orderUntouched;
    for (const [i, id] of this.ids().entries()) {
      const { place, up, down } = this.lines[id];
      place.textContent = i + 1;
      up.setAttribute("aria-disabled", String(i === 0));
      down.setAttribute("aria-disabled", String(i === this.start.length - 1));
    }
  }

  get() {
    return this.touched ? this.ids() : null;
  }

  set(response) {
    this.touched = response !== null;
    const given = (response ?? []).filter((id) => Object.hasOwn(this.lines, id));
    const rest = this.start.filter((id) => !given.includes(id));
    this.list.append(...[...given, ...rest].map((id) => this.lines[id].node));
    this.tidy();
  }

  review(marks) {
    markPlaces(this.places, marks);
  }
}

/** Say an answer in words, a line for each part. */
export function describe(item, response) {
  return (response ?? []).map((id, i) => ({ text: `${i + 1}. ${plain(item.options[id] ?? id)}` }));
}

/** List what the feedback explains: each line in its right place. */
export function elements(item, response) {
  return item.key.map((id, i) => {
    const given = (response ?? []).indexOf(id);
    const detail = given === i ? wording.placeIs(i + 1) : wording.placeIsNot(i + 1, given + 1);
    return { id, label: item.options[id], look: given === i ? "right" : "wrong", detail };
  });
}

export { inOrder, marks, max, points, read, refuseIncomplete, rule } from "./score.js";
