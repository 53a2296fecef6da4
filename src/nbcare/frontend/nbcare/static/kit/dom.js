// Build DOM nodes. Nothing in the kit ever parses text as HTML.

const FOCUSABLE = new Set(["input", "button", "select", "textarea", "summary", "a"]);

function apply(node, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/**
 * Make an element: h("p", {class: "nbc-x"}, "text", node, [nodes]).
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{ [name: string]: any } | null} [attributes]
 * @param {...any} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) apply(node, name, value);
  // JupyterLab takes arrow keys and letters in its capture phase; only this
  // attribute on the focused element itself keeps them for the question.
  if (FOCUSABLE.has(tag) || node.hasAttribute("tabindex")) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Empty a node, then fill it with the children given. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
}

let counter = 0;

/** Give a page-wide unique id that starts with a readable prefix. */
export function uid(prefix) {
  counter += 1;
  return `nbc-${prefix}-${counter}`;
}
