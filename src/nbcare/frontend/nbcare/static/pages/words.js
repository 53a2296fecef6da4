// Every word that the portal's scripts show, in one place.
import { named } from "../kit/words.js";

const s = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const answers = (n) => s(n, "answer");

export const words = named({
  saved: "All answers saved",
  savedOnly: "All answers saved, but changes are NOT handed in",
  ready: "Each answer is saved as you give it",
  keptAsTyped: (name) => `Saved, but ${name} is not a number yet.`,
  saving: "Saving…",
  unsaved: (n) =>
    `NOT SAVED: ${answers(n)} ${n === 1 ? "waits" : "wait"} in this browser. ${n === 1 ? "It is" : "They are"} sent as soon as the course answers again.`,
  away: "The course does not answer just now. You can go on: your answers are kept in this browser and sent later.",
  unsavedHere: (n) =>
    `NOT SAVED: ${answers(n)} ${n === 1 ? "is" : "are"} on this page only. Keep it open: ${n === 1 ? "it is" : "they are"} sent as soon as the course answers again.`,
  awayHere:
    "The course does not answer just now, and this browser keeps no answers. Keep this page open and wait before you go on.",
  cannotOpen: "That page cannot be opened just now: the course does not answer. Stay here; your answers are kept.",
  back: "The course answers again. All answers are saved.",
  ended: (n) =>
    n
      ? `NOT SAVED: you are logged out. ${answers(n)} ${n === 1 ? "waits" : "wait"} in this browser.`
      : "You are logged out. Log in again before you go on.",
  endedHere: (n) =>
    `NOT SAVED: you are logged out. ${answers(n)} ${n === 1 ? "is" : "are"} on this page only: keep it open.`,
  stranger: "Somebody else is logged in in this browser now. This page saves nothing any more.",
  conflict: (name) => `NOT SAVED: ${name} has two different answers. Please choose one.`,
  refused: (name) => `NOT SAVED: ${name} was not taken. The line under it says why.`,
  coveredTitle: "This page is covered",
  coveredIdle: (minutes) => `Nobody has used it for ${s(minutes, "minute")}: you are logged out.`,
  coveredElsewhere: "You are logged out in this browser, or somebody else is logged in.",
  coveredSafe: "Every saved answer is safe.",
  coveredWaiting: (n) =>
    `NOT SAVED: ${answers(n)} ${n === 1 ? "waits" : "wait"} in this browser. Log in again, and ${n === 1 ? "it is" : "they are"} sent.`,
  logIn: "Log in again",
  logInBeside: "Log in again in a new window",
  reload: "Open the page anew",
  goTo: (name) => `Go to ${name}`,
  practice: (n, total) => `${n} of ${total} answered`,
  citationKeys: "There are more sources in this passage. The arrow keys lead from one to the next.",
  practiceName: "Practice on this page",
  notShown: (reason) => `This part of the page could not be shown (${reason}). Reload the page.`,

  waitingTitle: "Answers wait in this browser",
  waitingText: "They could not be saved yet. Open the page, and they are sent.",
  waitingOn: (n) => `${answers(n)} not saved`,

  waitLeft: (n) =>
    n > 90 ? `Next try in ${Math.ceil(n / 60)} minutes.` : `Next try in ${n} ${n === 1 ? "second" : "seconds"}.`,
  waitOver: "You can try again now.",
  logoutTitle: "Log out?",
  logoutText: (n) =>
    `${answers(n)} ${n === 1 ? "is" : "are"} NOT SAVED yet and only in this browser. If you log out now, ${n === 1 ? "it is" : "they are"} lost.`,
  stay: "Stay logged in",
  leave: (n) => `Log out and lose ${n === 1 ? "it" : "them"}`,

  answered: "answered",
  unanswered: "not answered",
  typed: "typed, not an answer",
  waits: "not saved yet",
  changed: "changed since you answered",
  notOpened: "not opened yet",
  lockedStep: "locked",
  questionNumber: (n) => `Question ${n}`,
  stepOf: (title, n) => `${title}, step ${n}`,
  count: (n, total) => `${n} of ${total} answered`,

  due: "Due",
  late: "The date has passed. You can still hand in; it will be marked as late.",
  afterResults: "Results were returned already. You can still hand in; it counts only when your instructor accepts it.",
  attempts: (used, all) =>
    all === null
      ? used
        ? `Handed in ${s(used, "time")}`
        : "You may hand in as often as you like until results are returned"
      : `Attempts: ${used} of ${all} used`,
  reopened: (at) =>
    `You handed in on ${at}, and opened your answers again. Changes since then are NOT handed in until you hand in again.`,
  lockedHead: "Handed in: your answers are locked",
  lockedText: (may) =>
    `You can read them below. ${may ? "To change them, go to the receipt and hand in again." : "They cannot be changed."}`,
  toReceipt: "See the receipt",
  handedInOn: "Handed in",
  returned: "The results are back.",
  toResults: "See the results",

  reviewTitle: "Review and hand in",
  reviewLead: "Before you hand in, look through all your answers once more.",
  review: "Review my answers",
  reviewAgain: "Review my answers again",
  reviewBar: "Review and hand in",
  backToReview: "Back to the review",
  receiptBar: "Receipt",
  changedElsewhere: (n) => `Changed in another window or on another device (${n})`,
  lookAgain: (names) =>
    `Changed in another window or on another device: ${names}. The review shows it now. Look at it, then hand in.`,
  confirmChanged: (names) => `Changed in another window or on another device while you were here: ${names}.`,
  left: (n) => `Not answered yet (${n})`,
  given: (n) => `Answered (${n})`,
  allGiven: "All questions are answered.",
  someLeft: (n) => `${s(n, "question")} ${n === 1 ? "is" : "are"} not answered yet.`,
  noneYet: "No answer yet",
  none: "No answer",
  yourAnswer: "Your answer:",
  change: "Change",
  answer: "Answer it",
  look: "Look at it",
  handIn: "Hand in …",
  confirmTitle: "Hand in your answers?",
  confirmLeft: (n) => `${s(n, "question")} ${n === 1 ? "has" : "have"} no answer and will count as not answered.`,
  confirmAll: "All questions are answered.",
  confirmLate: "The date has passed: it will be marked as late.",
  confirmAfterResults: "Results were returned already: it counts only when your instructor accepts it.",
  confirmLast: "This is your last attempt.",
  confirmAttempt: (n, all) => `This is attempt ${n} of ${all}.`,
  confirmThen: "After that, your answers are locked.",
  confirmMore: "After that, your answers are locked. You may unlock them, change them and hand in again.",
  confirmYes: "Hand in now",
  confirmNo: "Back to my answers",
  handingIn: "Handing in…",
  notHandedIn: (reason) => `NOT HANDED IN. ${reason}`,
  noReply: "NOT HANDED IN: the course does not answer. Your answers are kept; please try again.",
  notReopened: (reason) => `Your answers are still locked. ${reason}`,
  waitFirst: (names) =>
    `NOT HANDED IN yet: ${names} not saved. Wait until the bar below says that all answers are saved, or choose between two answers; then hand in.`,
  receiptTitle: "Receipt",
  receiptLead: "Your answers are handed in. Keep this receipt if you like; the course has one too.",
  receipt: {
    assessment: "Quiz",
    learner: "Learner",
    at: "Time",
    attempt: "Attempt",
    late: "Late",
    counts: "Counts",
    answered: "Answered",
    hash: "Receipt number",
    where: "", // nothing is said of it where the course keeps the file itself
  },
  who: (id, name) => (name && name !== id ? `${name} (${id})` : id),
  paperLearner: (id) => `Learner: ${id || "____________________"}`,
  yes: "yes",
  whenAccepted: "only when your instructor accepts it",
  what: "What was handed in",
  print: "Print the receipt",
  reopen: "Change answers and hand in again",
  reopenHint: "This unlocks your answers. Nothing new counts until you hand in again.",
  newest: "You handed in before. Changes count only when you hand in again; the newest hand-in counts.",
  newestAfterResults: "You handed in before. Changes count only when you hand in again and your instructor accepts it.",
  noMore: "No attempt is left. Your instructor returns the result.",
  noMoreAfterResults: "Results were returned, so this quiz can no longer be changed.",
});
