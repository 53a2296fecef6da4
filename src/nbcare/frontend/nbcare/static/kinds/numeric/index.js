// One number with its unit, given or to be chosen.
import { h, uid } from "../../kit/dom.js";
import { markPlaces } from "../../kit/mark.js";
import { seededOrder } from "../../kit/seeded-hash.js";
import { paperChoices } from "../../kit/paper.js";
import { canonicalUnit } from "../../kit/score-number.js";
import { marks as marksOf } from "../../kit/score.js";
import { strings } from "../../kit/strings.js";
import { AS_TYPED, isTyped, LONGEST_TYPED } from "../../kit/typed.js";
import { wording } from "./strings.js";
import { readBox } from "./writing.js";

export const styles = ["style.css"];

const PAUSE = 600; // ms without a key until the number is saved
const BEGUN = /^\s*[+\-\u2212]?[.,]?\s*$/; // "-" or "0." on its way to a number is no mistake yet

/**
 * Make the control.
 * @param {import("../../kit/types.d.ts").ItemProps} item
 * @param {import("../../kit/types.d.ts").KindContext} ctx
 * @returns {import("../../kit/types.d.ts").KindView}
 */
export function mount(item, ctx) {
  const field = new Field(item, ctx);
  return {
    element: field.element,
    get: () => field.get(),
    set: (response) => field.set(response),
    review: (marks) => field.review(marks),
    stop: () => field.stop(),
  };
}

class Field {
  constructor(item, ctx) {
    this.item = item;
    this.ctx = ctx;
    this.timer = null;
    this.flush = () => this.save();
    const [hint, note] = [uid("hint"), uid("note")];
    this.box = h("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      maxlength: LONGEST_TYPED,
      class: "nbc-number-box",
      "aria-describedby": `${hint} ${note}`,
      oninput: () => this.typed(),
      onblur: () => (this.tell(true), this.save()),
    });
    this.unit = item.units?.length ? unitSelect(item, ctx, () => (this.tell(true), this.due(), this.save())) : null;
    this.note = h("p", { class: "nbc-note nbc-limit", role: "status", id: note });
    const given = h("span", { class: "nbc-unit" }, item.unit);
    const label = h(
      "label",
      { class: "nbc-written" },
      h("span", { class: "nbc-label" }, this.unit ? wording.number : wording.numberIn(item.unit)),
      this.box,
    );
    const choice =
      this.unit &&
      h(
        "label",
        { class: "nbc-written" },
        h("span", { class: "nbc-label" }, wording.unit),
        this.unit,
        paperChoices(this.unit),
      );
    const row = h("div", { class: "nbc-number" }, label, choice ?? given);
    const whole = h("div", { class: "nbc-number-whole" }, row);
    this.places = { answer: { node: whole, at: whole } };
    const rounding = item.round ? [" ", wording.rounding(item.round, this.unit ? "" : item.unit)] : null;
    this.element = h(
      "div",
      null,
      whole,
      h("p", { class: "nbc-hint", id: hint }, wording.numberHint, rounding),
      this.note,
    );
    // A page that closes within the pause must not lose the last figures.
    window.addEventListener("pagehide", this.flush);
  }

  /** Read the number as it stands. */
  read() {
    return readBox(this.item, this.box.value, this.chosen);
  }

  /** The unit that was chosen, or that is given. */
  get chosen() {
    return (this.unit ? this.unit.value : this.item.unit) ?? "";
  }

  typed() {
    this.tell(false);
    this.due();
    if (this.timer !== null) this.timer = (clearTimeout(this.timer), setTimeout(this.flush, PAUSE));
  }

  /** Start a save, unless there is nothing to save and nothing to take back. */
  due() {
    if (this.timer !== null || JSON.stringify(this.get()) === this.reported) return;
    this.ctx.dirty();
    this.timer = setTimeout(this.flush, PAUSE);
  }

  save() {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.reported = JSON.stringify(this.get());
    this.ctx.changed();
  }

  /** Say what is wrong; half a number is left in peace until its box is left. */
  tell(left) {
    const begun = !left && BEGUN.test(this.box.value);
    const { problem = "", value, unit, typedUnit } = begun ? {} : this.read();
    if (left && typedUnit && this.unit && !this.unit.value) this.unit.value = known(this.item, typedUnit);
    const note = unit || !this.unit ? this.readAs(value, unit) : wording.chooseUnit;
    this.box.setAttribute("aria-invalid", String(problem !== ""));
    this.note.dataset.look = problem ? "refused" : "open";
    const words = problem ? wording.notANumber(problem) : left && value !== undefined ? note : "";
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  /** Say what a number in another writing was read as; nothing where it stands as it is saved. */
  readAs(value, unit) {
    return value === this.box.value.trim() ? "" : wording.readAs(`${value} ${unit ?? ""}`.trim());
  }

  /** Give the answer; what is none yet is kept as it was typed. */
  get() {
    const { blank, value, unit = this.chosen } = this.read();
    if (blank && !this.unit?.value) return null;
    const answer = value === undefined ? { [AS_TYPED]: this.box.value.trim() } : { value };
    const { variant } = this.item;
    return { ...answer, ...(unit || !this.unit ? { unit } : {}), ...(variant ? { variant } : {}) };
  }

  set(response) {
    this.box.value = response?.value ?? response?.[AS_TYPED] ?? "";
    if (this.unit) this.unit.value = known(this.item, response?.unit);
    this.reported = JSON.stringify(this.get());
    this.tell(true);
  }

  review(marks) {
    const whole = marks && { answer: marks.value === "right" && marks.unit === "right" ? "right" : "wrong" };
    markPlaces(this.places, whole);
  }

  stop() {
    this.save();
    window.removeEventListener("pagehide", this.flush);
  }
}

/** List the units to choose from; which one is right must not show in their order. */
function offered(item) {
  return [...new Set([item.unit, ...item.units].filter(Boolean))];
}

function known(item, unit) {
  return offered(item).find((one) => canonicalUnit(one) === canonicalUnit(unit ?? "")) ?? "";
}

function unitSelect(item, ctx, changed) {
  const options = seededOrder(ctx.seed, item.id, offered(item)).map((unit) => h("option", { value: unit }, unit));
  return h("select", { class: "nbc-select", onchange: changed }, h("option", { value: "" }, strings.choose), options);
}

/** Say an answer, or the key, in words. */
export function describe(item, response) {
  if (response === null || response === undefined) return [];
  if (typeof response !== "object")
    return [{ text: `${response} ${item.unit ?? ""}`.trim() + (item.worked ? `: ${item.worked}` : "") }];
  if (isTyped(response)) return [{ text: wording.asTyped(response[AS_TYPED] || response.unit) }];
  return [{ text: `${response.value} ${response.unit || (item.units?.length ? wording.noUnit : "")}`.trim() }];
}

/** List what the feedback explains: too low, too high, another unit. */
export function elements(item, response) {
  const marks = marksOf(item, response);
  const cases = [
    ["low", wording.tooLow],
    ["high", wording.tooHigh],
    ...(item.units?.length ? [["unit", wording.otherUnit]] : []),
  ];
  return cases.map(([id, label]) => ({ id, label, look: marks[id] === "wrong" ? "wrong" : "case" }));
}

export { marks, max, points, read, refuseIncomplete, rule, same } from "./score.js";
