// Link the kit's style sheets once a page.

// What a question needs; what is general comes first.
const PAPER = "print.css";
const SHEETS = ["nbcare.css", "kinds.css", "exhibits.css", PAPER];

/** Tell whether the page brings all of the kit's sheets in one of its own, as a page that was made ahead of time does. */
export function stylesAreLinked() {
  return document.documentElement.dataset.nbcStyles === "linked";
}

/** Link style sheets that lie beside this module, unless the page has them. */
export function ensureStyles(names = SHEETS) {
  if (stylesAreLinked()) return;
  for (const name of names) {
    const address = new URL(`./${name}`, import.meta.url).href;
    if ([...document.styleSheets].some((sheet) => sheet.href === address)) continue;
    if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === address)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    // What paper needs comes last, whichever widget of a page comes first.
    document.head.insertBefore(link, name === PAPER ? null : document.querySelector(`link[href$="/${PAPER}"]`));
  }
}
