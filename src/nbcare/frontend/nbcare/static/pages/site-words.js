// Where a page without a server says it otherwise than the portal, and what only it says.
import { LEARNER_SHAPE } from "./hand-in-file.js";
import { words } from "./words.js";
import { named } from "../kit/words.js";

export const siteWords = named({
  learnerMissing: "Write your learner id here first.",
  learnerWrong: `This is not a learner id: ${LEARNER_SHAPE}.`,
  fileAgain: "Save the file again",
  last: (learner) => `The last hand-in file here was made for ${learner}.`,
  anewTitle: "Take all answers off this computer?",
  anewText:
    "All answers, predictions and receipts of this course in this browser are deleted. Nobody can bring them back.",
  anewFile: (titles) => `There are answers without a hand-in file: ${titles.join(", ")}.`,
  anewApart: "This page cannot see which quizzes have answers without a hand-in file. Make your files first.",
  anewYes: "Delete and start anew",
  anewNo: "Keep my answers",
  anewDone: "All answers are deleted. The course is as new on this computer.",
  next: "Next",
  way: (minutes, answered, total) =>
    answered || !minutes ? `${answered} of ${total} questions answered` : `About ${minutes} minutes`,
  begin: "Begin",
  goOn: "Go on",
  ready: "Ready to begin",
  fileMade: "Hand-in file made",
  notInFile: "Opened again: changes are not in the file",
  notDeleted: (reason) => `NOT DELETED: the answers are still on this computer. ${reason}`,
  apart:
    "Your answers stay in this browser, on this computer. It keeps them apart for each page, so this first page cannot show how far you are: open a page to see your answers there.",
  notKept: (reason) => `Answers are not kept here. ${reason}`,
  damaged: "An answer kept in this browser could not be read. It is kept aside; ask your teacher.",
});

/** Let the shared parts of the pages speak of this browser and of a file, not of a server. */
export function speakAsSite() {
  Object.assign(words, {
    saved: "All answers saved in this browser",
    savedOnly: "All answers saved in this browser, but changes are NOT in your file",
    reopened: (at) =>
      `You made a hand-in file on ${at}, and opened your answers again. Changes since then are NOT in it until you make a new file.`,
    ready: "Each answer is saved in this browser as you give it",
    unsaved: (n) => `NOT SAVED: ${n === 1 ? "1 answer is" : `${n} answers are`} on this page only. Keep it open.`,
    unsavedHere: (n) => words.unsaved(n),
    awayHere: "This browser does not keep your answers just now. Keep this page open.",
    away: "This browser does not keep your answers just now. Keep this page open.",
    back: "Your answers are saved in this browser again.",
    stranger: "The answers on this computer were deleted in another window. This page saves nothing any more.",
    attempts: (used) => (used ? `Hand-in files made: ${used}` : "At the end, you make a hand-in file and pass it on"),
    lockedHead: "Your hand-in file is made: your answers are locked",
    handedInOn: "Hand-in file made",
    reviewLead: "Before you make your hand-in file, look through all your answers once more.",
    reviewTitle: "Review and make the hand-in file",
    reviewBar: "Review and hand in",
    changedElsewhere: (n) => `Changed in another window (${n})`,
    lookAgain: (names) =>
      `Changed in another window: ${names}. The review shows it now. Look at it, then make the file.`,
    confirmChanged: (names) => `Changed in another window while you were here: ${names}.`,
    handIn: "Make the hand-in file …",
    handingIn: "Making the file…",
    confirmTitle: "Make the hand-in file?",
    confirmMore: "After that, your answers are locked; you may unlock them and make a new file.",
    confirmYes: "Make the file",
    notHandedIn: (reason) => `NO FILE MADE. ${reason}`,
    noReply: "NO FILE MADE: this browser does not keep your answers. Keep this page open and try again.",
    waitFirst: (names) =>
      `NO FILE MADE yet: ${names} not saved. Wait until the bar below says that all answers are saved, or choose between two answers; then go on.`,
    receiptTitle: "Receipt of your hand-in file",
    receiptLead:
      "Your answers are in a file now. Give it to your instructor, by mail or on a stick: only then are they handed in.",
    receipt: { ...words.receipt, attempt: "File number", where: "File" },
    what: "What is in the file",
    reopen: "Change answers and make a new file",
    reopenHint: "This unlocks your answers. Pass the new file on as well; the newest counts.",
    newest: "You made a hand-in file before. Changes count only in a new file; the newest counts.",
  });
}
