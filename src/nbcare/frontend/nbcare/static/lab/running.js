// Run a page's cells when it opens, and again whenever its kernel is a new one.
import { courseCells } from "./manifest.js";
import { words } from "./words.js";

const RETRY_MS = 3000;
const FIRST_QUESTION = 2; // cells: the import above it, and its own

/** Run the course cells now and after each restart of the kernel; `say` tells the learner how it goes. */
export async function keepRunning(lab, panel, manifest, say) {
  const session = panel.sessionContext;
  let fresh = true;
  let running = false;

  const run = async () => {
    if (!fresh || running || panel.isDisposed) return;
    fresh = false;
    running = true;
    say(words.preparing);
    try {
      const cells = await courseCells(panel, manifest);
      const runs = (some) => lab.NotebookActions.runCells(panel.content, some, session);
      // The first question tells whether the page's files can be read; sent with it, others would say again that they cannot.
      const done = (await runs(cells.slice(0, FIRST_QUESTION))) && (await runs(cells.slice(FIRST_QUESTION)));
      say(done ? "" : words.incomplete);
    } finally {
      running = false;
    }
  };

  session.statusChanged.connect((_, status) => {
    if (status === "restarting" || status === "autorestarting") {
      fresh = true;
      say(words.restarting);
    }
    if (status === "dead") revive(session, panel, say);
    if (status === "idle") run();
  });
  session.kernelChanged.connect((_, change) => {
    if (change.newValue) fresh = true;
  });
  await session.ready;
  watchServer(lab, session, panel, say);
  await run();
}

/** A kernel that did not come back by itself is asked for again until it does. */
function revive(session, panel, say) {
  say(words.stopped);
  setTimeout(async () => {
    if (panel.isDisposed) return;
    try {
      await session.restartKernel();
    } catch {
      revive(session, panel, say);
    }
  }, RETRY_MS);
}

/** When the whole course was stopped and started again, this page's kernel is gone for good: load the page anew. */
function watchServer(lab, session, panel, say) {
  const look = async () => {
    if (panel.isDisposed) return;
    const kernel = session.session?.kernel;
    if (kernel && kernel.connectionStatus !== "connected") {
      say(words.silent);
      const answer = await fetch(`${lab.baseUrl}api/kernels/${kernel.id}?${Date.now()}`).catch(() => null);
      if (answer && answer.status === 404) window.location.reload();
    }
    setTimeout(look, RETRY_MS);
  };
  setTimeout(look, RETRY_MS);
}
