// The learner's JupyterLab: a course page runs by itself and shows no code, menu or save prompt.
import { hideChrome } from "./chrome.js";
import { isCoursePage, loadManifest } from "./manifest.js";
import { showNavigation } from "./navigation.js";
import { keepRunning } from "./running.js";

/** Make the plugin; `module` loads one of JupyterLab's own modules by name. */
export async function plugin(module) {
  const notebook = await module("@jupyterlab/notebook");
  const { PageConfig } = await module("@jupyterlab/coreutils");
  const { Dialog } = await module("@jupyterlab/apputils");
  return {
    id: "nbcare:learner",
    description: "Runs course pages and hides what a learner does not need.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: async (app, tracker) => {
      // Only `nbcare start` says "learner". An instructor's JupyterLab shows what was handed in, and runs nothing.
      if (PageConfig.getOption("nbcareRole") !== "learner") return;
      const lab = { app, Dialog, NotebookActions: notebook.NotebookActions, baseUrl: PageConfig.getBaseUrl() };
      leaveKeysToQuestions();
      const manifest = await loadManifest(PageConfig.getOption("nbcareManifest"));
      const open = async (_, panel) => {
        await panel.context.ready;
        if (!isCoursePage(panel)) return;
        neverAskToSave(panel);
        hideAnswerPlaces(panel);
        const navigation = showNavigation(lab, manifest, panel.context.path);
        await keepRunning(lab, panel, manifest, navigation.say);
      };
      tracker.widgetAdded.connect(open);
      tracker.forEach((panel) => open(tracker, panel));
      hideChrome(app);
    },
  };
}

/** JupyterLab takes arrow keys and letters in the capture phase, before an answer gets them. */
function leaveKeysToQuestions() {
  const mark = (event) => {
    const target = event.target;
    if (target instanceof Element && target.closest(".jp-OutputArea, .nbcare-bar")) {
      target.setAttribute("data-lm-suppress-shortcuts", "true");
    }
  };
  window.addEventListener("keydown", mark, true);
}

/** A written answer gets its place in the notebook when it is graded; until then there is nothing to see in it. */
function hideAnswerPlaces(panel) {
  for (const cell of panel.content.widgets) {
    if (cell.model.getMetadata("nbcare")?.widget === "answer") cell.addClass("nbcare-hidden");
  }
}

/** Answers are saved beside the page, the page itself never changes: so there is nothing to ask about. */
function neverAskToSave(panel) {
  const model = panel.context.model;
  const settle = () => {
    if (model.dirty) model.dirty = false;
  };
  model.stateChanged.connect(settle);
  settle();
}
