// A picture that draws itself anew at the width it is given, so that its letters never shrink.
import { svg } from "../../svg.js";

const FIRST = { width: 600, em: 14 }; // until it stands on the page

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
    const next = measured();
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
    for (const [key, value] of Object.entries({ viewBox: `0 0 ${size.width} ${height}`, width: size.width, height })) picture.setAttribute(key, value);
    picture.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  }
  function measured() {
    // Paper and folded places have no width of their own: keep the last one.
    const width = Math.floor(element.clientWidth) || size.width;
    return { width, em: Number.parseFloat(getComputedStyle(picture).fontSize) || FIRST.em };
  }
}

/** Return the width that a text takes, near enough to leave room for it. */
export function textWidth(text, em) {
  return String(text).length * em * 0.56;
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
