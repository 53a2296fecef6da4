// A picture that draws itself anew at the width it is given, so that its letters never shrink.
import { svg } from "../../kit/svg.js";

const FIRST = { width: 600, em: 14 }; // until it stands on the page
const FAMILY = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"; // as in nbcare.css
const ruler = document.createElement("canvas").getContext("2d");
const measured = new Map();

/**
 * Make {element, show(data), svg()}; `draw({width, em, data})` returns {height, nodes}.
 * One unit is one pixel; `em` is the height of the letters, which follows the reader's own setting.
 */
export function chartFrame(name, draw) {
  const picture = svg("svg", { class: "nbc-c", role: "img", "aria-label": name });
  const element = document.createElement("div");
  element.className = "nbc-c-frame";
  element.append(picture);
  let size = FIRST;
  let data = null;
  const watch = new ResizeObserver(() => {
    const next = measure();
    if (next.width === size.width && next.em === size.em) return;
    size = next;
    redraw();
  });
  watch.observe(element);
  return { element, show, svg: () => picture };

  function show(next) {
    data = next;
    redraw();
  }
  function redraw() {
    if (data === null) return;
    const { height, nodes } = draw({ ...size, data });
    for (const [key, value] of Object.entries({ viewBox: `0 0 ${size.width} ${height}`, width: size.width, height }))
      picture.setAttribute(key, value);
    picture.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  }
  function measure() {
    // Paper and folded places have no width of their own: keep the last one.
    const width = Math.floor(element.clientWidth) || size.width;
    return { width, em: Number.parseFloat(getComputedStyle(picture).fontSize) || FIRST.em };
  }
}

/** Return the width that a text takes when it is bold, so that there is always room for it. */
export function textWidth(text, em) {
  const key = `${em} ${text}`;
  if (!measured.has(key)) {
    if (measured.size > 2000) measured.clear();
    ruler.font = ["600", `${em}px`, FAMILY].join(" ");
    measured.set(key, ruler.measureText(text).width);
  }
  return measured.get(key);
}

/** Break a text into lines of a width. */
export function wrapped(text, width, em) {
  const found = [];
  for (const word of String(text).split(/\s+/)) {
    const longer = `${found.at(-1) ?? ""} ${word}`.trim();
    if (found.length && textWidth(longer, em) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

/** Make a text node; `looks` are further attributes. */
export function text(x, y, words, looks = {}) {
  return svg("text", { x: round(x), y: round(y), ...looks }, String(words));
}

/** Return a number short enough for an attribute. */
export function round(value) {
  return Math.round(value * 10) / 10;
}

/** Return the path through places: [[x, y], …]. */
export function path(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
}
