// Run a page's cells when it opens, and again whenever its kernel is a new one.
import { courseCells } from "./manifest.js";

const RETRY_MS = 3000;

/** Run the course cells now and after each restart of the kernel; `say` tells the learner how it goes. */
export async function keepRunning(lab, panel, manifest, say) {
  const session = panel.sessionContext;
  let fresh = true;
  let running = false;

  const run = async () => {
    if (!fresh || running || panel.isDisposed) return;
    fresh = false;
    running = true;
    say("Preparing the questions …");
    try {
      const cells = await courseCells(panel, manifest);
      const done = await lab.NotebookActions.runCells(panel.content, cells, session);
      say(done ? "" : "Some questions could not be shown. Reload the page.");
    } finally {
      running = false;
    }
  };

  session.statusChanged.connect((_, status) => {
    if (status === "restarting" || status === "autorestarting") {
      fresh = true;
      say("One moment: the course is starting again. Your answers are safe.");
      // JupyterLab announces the restart in a dialog that a learner can do nothing with.
      setTimeout(() => lab.Dialog.flush(), 0);
    }
    if (status === "dead") revive(session, panel, say);
    if (status === "idle") run();
  });
  session.kernelChanged.connect((_, change) => {
    if (change.newValue) fresh = true;
  });
  await session.ready;
  await run();
}

/** A kernel that did not come back by itself is asked for again until it does. */
function revive(session, panel, say) {
  say("The course has stopped. Trying to start it again …");
  setTimeout(async () => {
    if (panel.isDisposed) return;
    try {
      await session.restartKernel();
    } catch {
      revive(session, panel, say);
    }
  }, RETRY_MS);
}
