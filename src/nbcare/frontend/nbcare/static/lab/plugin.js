// The learner's JupyterLab: a course page runs by itself and shows no code, menu or save prompt.
import { showMeanings } from "../kit/glossary.js";
import { hideChrome } from "./chrome.js";
import { leaveInputToThePage, leaveHistoryToTheBrowser, openCardsApart, quietDialogs } from "./input.js";
import { isCoursePage, loadManifest } from "./manifest.js";
import { showNavigation } from "./navigation.js";
import { keepRunning } from "./running.js";
import { words } from "./words.js";

const LOST_AFTER = 2500; // ms without a course page until the learner is offered the way back

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
      leaveInputToThePage();
      const settleAddress = leaveHistoryToTheBrowser();
      quietDialogs(Dialog);
      hideChrome(app);
      showMeanings();
      openCardsApart();
      const manifest = await loadManifest(PageConfig.getOption("nbcareManifest"));
      const open = async (_, panel) => {
        await panel.context.ready;
        if (!isCoursePage(panel)) return;
        app.restored.then(() =>
          settleAddress(`${lab.baseUrl}doc/tree/${panel.context.path.split("/").map(encodeURIComponent).join("/")}`),
        );
        neverAskToSave(panel);
        hideAnswerPlaces(panel);
        const navigation = showNavigation(lab, manifest, panel.context.path);
        await keepRunning(lab, panel, manifest, navigation.say);
      };
      tracker.widgetAdded.connect(open);
      tracker.forEach((panel) => open(tracker, panel));
      app.restored.then(() => setTimeout(() => offerTheWayBack(lab, manifest), LOST_AFTER));
    },
  };
}

/** An address that is no page of the course still shows where its pages are. */
function offerTheWayBack(lab, manifest) {
  if (document.querySelector(".nbcare-bar")) return;
  showNavigation(lab, manifest, "").say(words.lost);
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
