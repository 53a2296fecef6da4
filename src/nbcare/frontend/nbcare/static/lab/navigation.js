// The bar above a page: the list of the course's pages, the way on, and one line that says what is going on.

import { h, uid } from "../kit/dom.js";
import { words } from "./words.js";

let wanted = null; // the title that the tab is to have

/** Show the bar once; return how to say something in it. */
export function showNavigation(lab, manifest, path) {
  const slug = path
    .split("/")
    .at(-1)
    .replace(/\.ipynb$/, "");
  const folder = path.split("/").slice(0, -2).join("/");
  const address = (page) => {
    const file = [folder, page.slug, `${page.slug}.ipynb`].filter(Boolean).map(encodeURIComponent).join("/");
    return `${lab.baseUrl}doc/tree/${file}`;
  };
  document.querySelector(".nbcare-bar")?.remove();
  const here = manifest.pages.find((page) => page.slug === slug);
  const status = h("p", { role: "status" });
  const bar = h(
    "header",
    { class: "nbcare-bar" },
    contents(lab, manifest, slug, folder, address),
    h("span", { class: "nbcare-here" }, here?.title ?? ""),
    status,
    wayOn(manifest, here, address),
  );
  document.body.prepend(bar);
  keepTitle(`${here?.title ?? manifest.title} – nbcare`);
  window.dispatchEvent(new Event("resize"));
  return {
    say: (text) => {
      status.textContent = text;
    },
  };
}

/** A button that opens the list of all pages: a module, and its quiz below it. */
function contents(lab, manifest, slug, folder, address) {
  const id = uid("contents");
  const modules = manifest.pages.filter((page) => page.kind === "module");
  const quizzes = manifest.pages.filter((page) => page.kind === "assessment");
  const entries = new Map(quizzes.map((quiz) => [quiz.slug, h("li", { hidden: true }, entry(quiz, slug, address))]));
  const below = (page) =>
    h(
      "ul",
      {},
      quizzes.filter((quiz) => quiz.module === page.slug).map((quiz) => entries.get(quiz.slug)),
    );
  const list = h(
    "ol",
    {},
    modules.map((page) => h("li", {}, entry(page, slug, address, words.minutes(page.minutes)), below(page))),
  );
  showReleased(lab, folder, entries);
  const panel = h("nav", { id, "aria-label": words.pages, hidden: true }, list);
  const button = h("button", { type: "button", "aria-expanded": "false", "aria-controls": id }, words.contents);
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(panel.hidden));
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      show(false);
      button.focus();
    },
    true,
  );
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!panel.contains(/** @type {Node} */ (event.target)) && event.target !== button) show(false);
    },
    true,
  );
  panel.addEventListener("focusout", (event) => {
    if (
      event.relatedTarget &&
      !panel.contains(/** @type {Node} */ (event.relatedTarget)) &&
      event.relatedTarget !== button
    )
      show(false);
  });
  return h("div", { class: "nbcare-contents" }, button, panel);
}

function entry(page, current, address, note = "") {
  const here = page.slug === current ? "page" : null;
  return h("a", { href: address(page), "aria-current": here }, page.title, note && h("span", {}, note));
}

/** The page that comes after this one; after the last module there is none. */
function wayOn(manifest, here, address) {
  const modules = manifest.pages.filter((page) => page.kind === "module");
  const module = modules.findIndex((page) => page.slug === (here?.module ?? here?.slug));
  const next = module >= 0 ? modules[module + 1] : null;
  return (
    next &&
    h(
      "a",
      { class: "nbcare-next", href: address(next) },
      words.next,
      h("span", { "aria-hidden": "true" }, " ›"),
      h("span", { class: "nbc-hidden" }, words.nextIs(next.title)),
    )
  );
}

/** A quiz that the instructor has not released yet has no folder here, and no page to go to. */
async function showReleased(lab, folder, entries) {
  const listing = await lab.app.serviceManager.contents.get(folder);
  const open = new Set(listing.content.map((found) => found.name));
  for (const [slug, item] of entries) {
    if (open.has(slug)) item.hidden = false;
    else item.remove();
  }
}

/** JupyterLab writes the notebook's file name over the title, again and again. */
function keepTitle(title) {
  const first = wanted === null;
  wanted = title;
  const put = () => {
    if (document.title !== wanted) document.title = wanted;
  };
  put();
  // One watcher for all bars of a page: two with a title each would write over each other for ever.
  if (first) new MutationObserver(put).observe(document.head, { childList: true, subtree: true, characterData: true });
}
