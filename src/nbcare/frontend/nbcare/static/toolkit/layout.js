// Where the pieces of an explorer stand: the picture beside its controls, or above them on a telephone.
import { h } from "../kit/dom.js";

/** Put a picture and its controls side by side; the sentence stands between them on a narrow page. */
export function sideBySide(picture, controls) {
  const figure = h("figure", { class: "nbc-x-figure" }, picture);
  return h("div", { class: "nbc-x-two" }, figure, h("div", { class: "nbc-x-controls" }, controls));
}

/** Put the controls under the picture, which takes the whole width. */
export function stacked(picture, controls) {
  const figure = h("figure", { class: "nbc-x-figure" }, picture);
  return h("div", { class: "nbc-x-stacked" }, figure, h("div", { class: "nbc-x-controls" }, controls));
}
