// Link the kit's style sheets once a page.

// In this order: what is general first, paper last.
const SHEETS = ["nbcare.css", "kinds.css", "exhibits.css", "explorers.css", "print.css"];

/** Link the style sheets that lie beside this module, unless the page has them. */
export function ensureStyles() {
  for (const name of SHEETS) {
    const address = new URL(`./${name}`, import.meta.url).href;
    if ([...document.styleSheets].some((sheet) => sheet.href === address)) continue;
    if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === address)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.append(link);
  }
}
