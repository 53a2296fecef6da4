// The meaning of a word, on hover, focus and tap. Without this script a word is a link to the list at the page's end.
import { h, uid } from "./dom.js";
import { stylesAreLinked } from "./styles.js";

// A heading's own link has the same address and no meaning.
const WORD = 'a[href$="#Words-on-this-page"]:is([title], [data-meaning])';
const GAP = 6; // px between a word and its meaning

/** Show meanings in a document; call it once a page. */
export function showMeanings(page = document) {
  linkStyles(page);
  const tip = h("div", { class: "nbc-tip", role: "tooltip", id: uid("tip"), hidden: true });
  page.body.append(tip);
  let shown = null;

  const hide = () => {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };
  const show = (word) => {
    if (shown === word) return;
    hide();
    shown = word;
    tip.textContent = meaning(word);
    tip.hidden = false;
    word.setAttribute("aria-describedby", tip.id);
    place(tip, word);
  };
  const wordAt = (event) => (event.target instanceof Element ? event.target.closest(WORD) : null);

  page.addEventListener("mouseover", (event) => {
    const word = wordAt(event);
    if (word) show(word);
    // The pointer may move onto the meaning to read it in peace.
    else if (shown && !tip.contains(/** @type {Node} */ (event.target)) && page.activeElement !== shown) hide();
  });
  page.addEventListener("focusin", (event) => (wordAt(event) ? show(wordAt(event)) : hide()));
  page.addEventListener("focusout", (event) => wordAt(event) && hide());
  page.addEventListener("scroll", () => shown && place(tip, shown), true);
  page.addEventListener("keydown", (event) => event.key === "Escape" && hide(), true);
  // A tap or a click shows the meaning and stays where the reader is.
  page.addEventListener(
    "click",
    (event) => {
      const word = wordAt(event);
      if (!word) return shown && !tip.contains(/** @type {Node} */ (event.target)) && hide();
      event.preventDefault();
      event.stopImmediatePropagation();
      word.focus({ preventScroll: true });
      show(word);
    },
    true,
  );
}

/** The browser's own tooltip would cover ours: the title moves aside when it is first wanted. */
function meaning(word) {
  if (word.title) {
    word.dataset.meaning = word.title;
    word.removeAttribute("title");
  }
  return word.dataset.meaning ?? "";
}

function place(tip, word) {
  const box = word.getBoundingClientRect();
  const width = tip.offsetWidth;
  const height = tip.offsetHeight;
  const view = document.documentElement.clientWidth;
  const above = box.bottom + GAP + height > window.innerHeight && box.top > height + GAP;
  tip.style.left = `${Math.max(GAP, Math.min(box.left, view - width - GAP))}px`;
  tip.style.top = `${above ? box.top - GAP - height : box.bottom + GAP}px`;
}

function linkStyles(page) {
  if (stylesAreLinked()) return;
  const address = new URL("./glossary.css", import.meta.url).href;
  if ([...page.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === address)) return;
  page.head.append(h("link", { rel: "stylesheet", href: address }));
}
