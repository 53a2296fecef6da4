// Build SVG nodes, the pictures of the explorers.

const SPACE = "http://www.w3.org/2000/svg";

/** Make an SVG element: svg("circle", {r: 3}, children); null attributes are left out. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}
