// Link the kit's style sheets once a page.

const SHEETS = ["nbcare.css", "explorers.css"];

/** Link a style sheet that lies beside this module, unless the page has it. */
export function ensureStyles(names = SHEETS.slice(0, 1)) {
  for (const name of names) {
    const address = new URL(`./${name}`, import.meta.url).href;
    if ([...document.styleSheets].some((sheet) => sheet.href === address)) continue;
    if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === address)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.append(link);
  }
}
