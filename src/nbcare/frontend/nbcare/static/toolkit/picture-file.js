// Turn a picture of the page into a file that stands on its own: looks, title and sentence inside.
import { svg } from "../kit/svg.js";

// What a style sheet may say of a shape; a file has no style sheet, so each is written on the shape itself.
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "paint-order",
  "opacity",
  "display",
  "visibility",
  "transform",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
];
const PLAIN = {
  "fill-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-opacity": "1",
  "paint-order": "normal",
  opacity: "1",
  display: "inline",
  visibility: "visible",
  transform: "none",
  "text-anchor": "start",
  "dominant-baseline": "auto",
};
const PAD = 16;
const TITLE = 20;
const TEXT = 15;
const LINE = 1.45;

/** Return a picture as an SVG of its own, with its title above, and its sentence and notice below. */
export function pictureFile(picture, { title, sentence, notice = "" }) {
  const { x, y, width, height } = frame(picture);
  const copy = dressed(picture);
  const wide = Math.max(width, 360);
  const head = lines(title, wide, TITLE);
  const foot = [sentence, notice].filter(Boolean).flatMap((text) => lines(text, wide, TEXT));
  const top = PAD + head.length * TITLE * LINE;
  const tall = top + height + foot.length * TEXT * LINE + 2 * PAD;
  const ink = getComputedStyle(picture).color;
  for (const [name, value] of Object.entries({
    x: PAD + (wide - width) / 2,
    y: top,
    width,
    height,
    viewBox: `${x} ${y} ${width} ${height}`,
  }))
    copy.setAttribute(name, value);
  const size = { width: wide + 2 * PAD, height: Math.ceil(tall) };
  return svg(
    "svg",
    { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: "img", "font-family": "system-ui, sans-serif" },
    svg("title", null, title),
    svg("desc", null, [sentence, notice].filter(Boolean).join(" ")),
    svg("rect", { ...size, fill: ground(picture) }),
    written(head, PAD, TITLE, { fill: ink, "font-weight": "600" }),
    copy,
    written(foot, top + height + PAD / 2, TEXT, { fill: ink }),
  );
}

/** Return the text of an SVG file. */
export function fileText(file) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}`;
}

function frame(picture) {
  const { x, y, width, height } = picture.viewBox.baseVal;
  // A picture that draws itself has one unit for each pixel; a drawing may count otherwise.
  const shown = picture.getBoundingClientRect().width || width;
  return { x, y, width: width || shown, height };
}

function dressed(picture) {
  const copy = picture.cloneNode(true);
  const [from, to] = [
    [picture, ...picture.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  from.forEach((node, i) => dress(getComputedStyle(node), to[i]));
  for (const name of ["class", "aria-hidden", "aria-label"]) copy.removeAttribute(name);
  return copy;
}

function dress(looks, node) {
  for (const name of LOOKS) {
    const value = looks.getPropertyValue(name);
    if (value && value !== PLAIN[name]) node.setAttribute(name, value);
  }
  node.removeAttribute("class");
}

function ground(picture) {
  return getComputedStyle(picture.closest(".nbc-card") ?? document.body).backgroundColor;
}

function lines(text, width, size) {
  const most = Math.max(Math.floor(width / (size * 0.52)), 8);
  const found = [""];
  for (const word of text.split(/\s+/)) {
    if (found.at(-1) && `${found.at(-1)} ${word}`.length > most) found.push(word);
    else found[found.length - 1] = `${found.at(-1)} ${word}`.trim();
  }
  return found;
}

function written(texts, top, size, looks) {
  return texts.map((text, i) =>
    svg("text", { x: PAD, y: top + size + i * size * LINE, "font-size": size, ...looks }, text),
  );
}
