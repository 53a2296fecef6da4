// Take JupyterLab's own panels out of the way, so that only the page is left.

/** Hide menu, side bars, tool bars and status bar. */
export function hideChrome(app) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("lab.css", import.meta.url).href;
  style.addEventListener("load", () => window.dispatchEvent(new Event("resize")));
  document.head.append(style);
  document.body.classList.add("nbcare-learner");
  app.restored.then(() => {
    const { shell } = app;
    shell.collapseLeft?.();
    shell.collapseRight?.();
    for (const area of ["top", "menu", "bottom"]) {
      for (const widget of shell.widgets(area)) widget.hide();
    }
    shell.mode = "single-document";
    window.dispatchEvent(new Event("resize"));
  });
}
