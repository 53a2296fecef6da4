// Keys, mouse and history belong to the page: a learner reads and answers, and never edits a notebook.

/** Keep JupyterLab's commands away from keys, double clicks and right clicks. */
export function leaveInputToThePage() {
  window.addEventListener("keydown", onKey, true);
  // JupyterLab opens a text cell for writing, and its own menu of cell commands.
  for (const event of ["dblclick", "contextmenu"]) {
    window.addEventListener(event, (happened) => happened.stopImmediatePropagation(), true);
  }
}

function onKey(event) {
  // JupyterLab reads the mark on the very element that has the focus, in the capture phase.
  if (event.target instanceof Element) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  const saves = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
  if (saves) event.preventDefault(); // the browser would save the page as a file
}

/** A family card opens in a tab of its own, where the browser can print it; JupyterLab would show it as a file. */
export function openCardsApart() {
  window.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!link || !/\/cards\/[a-z0-9-]+\.html$/.test(new URL(link.href).pathname)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      window.open(link.href, "_blank", "noopener");
    },
    true,
  );
}

/**
 * JupyterLab writes addresses of its own into the browser's history, and Back would lead to them.
 * It still needs them while it starts; `settle` then puts the page's own address there for good.
 */
export function leaveHistoryToTheBrowser() {
  const replace = window.history.replaceState.bind(window.history);
  window.history.pushState = (...address) => replace(...address);
  return function settle(address) {
    replace(null, "", address);
    window.history.pushState = () => {};
    window.history.replaceState = () => {};
  };
}

/** Dialogs speak of kernels and servers; the bar and the questions say what a learner can use. */
export function quietDialogs(Dialog) {
  const quiet = (dialog) => {
    dialog.reject(); // as if "Cancel" was pressed; one that only vanishes leaves an error in the console
    dialog.dispose();
  };
  Dialog.tracker.widgetAdded.connect((_, dialog) => setTimeout(() => quiet(dialog), 0));
}
