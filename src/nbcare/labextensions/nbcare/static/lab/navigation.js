// The bar above a page: the course's modules as links, and one line that says what is going on.

/** Show the bar once; return how to say something in it. */
export function showNavigation(lab, manifest, path) {
  const slug = path.split("/").at(-1).replace(/\.ipynb$/, "");
  const folder = path.split("/").slice(0, -2).join("/");
  document.querySelector(".nbcare-bar")?.remove();
  const bar = document.createElement("header");
  bar.className = "nbcare-bar";
  const list = document.createElement("ul");
  for (const page of manifest.pages) list.append(entry(lab, page, slug, folder));
  const pages = document.createElement("nav");
  pages.setAttribute("aria-label", "Course");
  pages.append(list);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  bar.append(pages, status);
  document.body.prepend(bar);
  keepTitle(`${manifest.pages.find((page) => page.slug === slug)?.title ?? manifest.title} – nbcare`);
  bar.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  window.dispatchEvent(new Event("resize"));
  return {
    say: (text) => {
      status.textContent = text;
    },
  };
}

/** JupyterLab writes the notebook's file name over the title, again and again. */
function keepTitle(title) {
  const put = () => {
    if (document.title !== title) document.title = title;
  };
  put();
  new MutationObserver(put).observe(document.head, { childList: true, subtree: true, characterData: true });
}

function entry(lab, page, current, folder) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const path = [folder, page.slug, `${page.slug}.ipynb`].filter(Boolean).map(encodeURIComponent).join("/");
  link.href = `${lab.baseUrl}doc/tree/${path}`;
  link.textContent = page.title;
  if (page.slug === current) link.setAttribute("aria-current", "page");
  item.append(link);
  if (page.kind === "assessment") hideUntilOpen(lab, item, path);
  return item;
}

/** A quiz that the instructor has not released yet has no page to go to. */
async function hideUntilOpen(lab, item, path) {
  item.hidden = true;
  try {
    await lab.app.serviceManager.contents.get(decodeURIComponent(path), { content: false });
    item.hidden = false;
  } catch {
    item.remove();
  }
}
