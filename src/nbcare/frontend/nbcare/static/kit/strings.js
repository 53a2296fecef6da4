// Every word the kit shows, in one place.
import { named } from "./words.js";

const s = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

export const strings = named({
  question: (number, of) => (number ? `Question ${number}${of ? ` of ${of}` : ""}` : "Question"),
  practice: "Practice",
  graded: "Graded",
  before: "Before you read",
  points: (n) => s(n, "point"),

  saving: "Saving…",
  saved: "Saved",
  unsaved: "NOT SAVED – we keep trying",
  unsavedBecause: (reason) => `NOT SAVED – we keep trying. ${reason}`,
  refused: (reason) => `NOT SAVED. ${reason}`,
  conflictStatus: "NOT SAVED – two different answers, please choose",
  looking: "Looking which answer is saved now…",
  restored: "Saved earlier",

  youChose: "You chose:",
  nothing: "no answer yet",
  comesBack: "This question comes back at the end. There is no right or wrong yet.",
  unanswered: (left, total) =>
    left === 0 ? `All ${total} questions are answered.` : `${left} of ${s(total, "question")} still unanswered.`,
  clear: "Clear my answer",

  check: "Check my answer",
  again: "Try again",
  answerFirst: "Choose an answer first.",
  resultRight: "Right",
  resultPartly: "Partly right",
  resultWrong: "Not right",
  score: (points, max, rule) => `${points} of ${s(max, "point")} (${rule})`,
  rules: {
    zeroOne: "one point for each right choice",
    plusMinus: "plus/minus: one point for each right choice, one off for each wrong one, never below zero",
    perRow: "one point for each right row",
    dyad: "a point only when both parts are right",
    triad: "a point for each pair of cause and effect that is right",
    single: "right or not",
    order: "one point when the whole order is right",
  },
  rightAnswer: "The right answer",
  why: "Why",
  eachChoice: "Each choice",
  sources: "Sources",
  earlier: "Before you read, you answered:",
  marks: {
    right: { symbol: "✓", word: "Right" },
    wrong: { symbol: "✗", word: "Not right" },
    missed: { symbol: "○", word: "Right, but not chosen" },
    empty: { symbol: "○", word: "Left empty" },
    key: { symbol: "✓", word: "Right choice" },
    other: { symbol: "–", word: "Not this one" },
    case: { symbol: "–", word: "Another mistake" },
  },
  yours: "your choice",

  changes: {
    changed: {
      practice: "This question has changed since you answered it. Please answer it again.",
      graded:
        "This question has changed since you answered it. Please answer it again. Until you do, your answer to the earlier question is kept.",
      held: "This question has changed since you handed in. Handed in is your answer to the earlier question.",
      "practice-locked":
        "This question has changed since you answered it. Your answer is not marked. To answer it, work through the case again.",
      locked:
        "This question has changed since you answered it. Your answer to the earlier question is kept. This step is locked.",
    },
    corrected: {
      practice: "The right answer to this question was corrected after you answered it. Check your answer again.",
      locked:
        "The right answer to this question was corrected after you answered it. Your answer is marked by the new one.",
    },
    answer: "given before this question changed",
    notMarked: "Not marked",
    why: "this question has changed since you answered it",
  },

  conflictTitle: "This question was answered in two places",
  conflictText: "Another window or tab saved a different answer. Which one shall we keep?",
  here: "Here",
  elsewhere: "In the other window",
  keepMine: "Keep the answer given here",
  keepTheirs: "Keep the other answer",

  choose: "Choose…",
  gap: (n) => `Gap ${n}`,
  rowHead: "Statement",
  scrollTable: "This table is wider than the page: scroll it sideways.",
  chosenOf: (n, most) => `${n} of ${most} chosen`,
  tooMany: (most) => `Not chosen: only ${most} ${most === 1 ? "is" : "are"} allowed here. Take one away first.`,

  exhibits: "Chart",
  isNew: "new",
  newPage: "a new page",
  newEntries: (n) => (n === 1 ? "1 new entry" : `${n} new entries`),
  newRows: (n) => (n === 1 ? "1 new row" : `${n} new rows`),
  trend: "Trend",
  trendOf: (name, [first, start], [last, end], range) =>
    `${name}: from ${first} (${start}) to ${last} (${end})${range ? `; lowest ${range[0]}, highest ${range[1]}` : ""}.`,

  steps: [
    "Recognize cues",
    "Analyze cues",
    "Prioritize hypotheses",
    "Generate solutions",
    "Take action",
    "Evaluate outcomes",
  ],
  unfolding: {
    name: "Case in steps",
    invented: "Everybody in it is invented",
    progress: "Steps of the case",
    step: (n, total, name) => `Step ${n} of ${total}: ${name}`,
    locked: "Locked",
    open: "Open now",
    later: "Not open yet",
    answer: "Your answer:",
    none: "none; it was locked empty",
    read: "Show the question",
    readWhy: "Show the question and the feedback",
    toChart: "Back to the chart",
    opens: (n) => `Open step ${n}`,
    checks: "Lock my answer and see the feedback",
    goOn: (n) => `Go on to step ${n}`,
    warnOpen: (n) => `When you open step ${n}, this answer is **locked**: you can still read it, but not change it.`,
    warnCheck:
      "When you go on, this answer is **locked**: you see what was right and why, and cannot change it any more.",
    last: "This is the last step. You can change its answer until you hand in.",
    empty: (n) => `You have not answered step ${n}. It will be locked **empty** and cannot be answered later.`,
    back: "Back to the question",
    anyway: (n) => `Open step ${n} without an answer`,
    checkAnyway: "Lock it empty and see the feedback",
    saving: "Saving your answer first …",
    notSaved: "NOT OPENED: your answer is not saved yet. Look at the line under the question, then try again.",
    noAnswer: "NOT OPENED: the course does not answer. Your answers are kept; please try again.",
    refused: (reason) => `NOT OPENED. ${reason}`,
    opened: (n, name, before) => `Step ${n} is open: ${name}.${before ? ` Step ${before} is locked.` : ""}`,
    elsewhere: "It was opened in another window or tab.",
    added: (parts) => ` New in the chart: ${parts.join("; ")}.`,
    nothingAdded: " The chart has nothing new.",
    finished: "You have worked through the whole case.",
    result: (points, max) => `${points} of ${max} points in all.`,
    notCounted: (n) => ` ${s(n, "step")} changed since and ${n === 1 ? "is" : "are"} not counted.`,
    again: "Work through it again",
    sure: "Your answers to this case will be cleared. Begin again?",
    clearAll: "Clear and begin again",
    keep: "Keep my answers",
    begun: "The case begins again at step 1.",
    onPaper: (first, last) =>
      first === last ? `Step ${last} is not open yet.` : `Steps ${first} to ${last} are not open yet.`,
    newInChart: "New in the chart",
  },

  unknownKind: (kind) => `This page cannot show a question of kind “${kind}”. Please update the course.`,

  handInTitle: "Hand in your answers",
  handInReady: "All questions are answered.",
  handInLeft: (n) => `${s(n, "question")} ${n === 1 ? "is" : "are"} still unanswered:`,
  notOpen: (name) => `${name} (not opened)`,
  handInNotOpen: (n) =>
    n === 1
      ? "One step of a case is not opened. It counts as unanswered."
      : `${n} steps of a case are not opened. They count as unanswered.`,
  handIn: "Hand in",
  handInAnyway: "Hand in anyway",
  handInAgain: "Hand in again",
  handInAgainHint: "You may change your answers and hand in again. The newest hand-in counts.",
  handInConfirm: (n) => `${s(n, "question")} unanswered. Hand in anyway?`,
  back: "Back to the questions",
  handingIn: "Handing in…",
  handedIn: "Handed in",
  handInFailed: (reason) => `NOT HANDED IN. ${reason}`,
  noAnswer: "NOT HANDED IN – the course does not answer. Your answers are kept; please try again.",
  waiting: (names) =>
    `Not saved yet: ${names.join(", ")}. Look there: wait for “Saved”, or choose between two answers. Then hand in.`,
  changedElsewhere: (names) =>
    `NOT HANDED IN. Changed in another window or on another device: ${names.join(", ")}. This page shows it now. Look at it, then hand in.`,
  changedSince: "You changed an answer after handing in. The change is NOT handed in yet.",
  receipt: {
    learner: "Learner",
    assessment: "Quiz",
    at: "Time",
    answered: "Answered",
    counts: "Counts",
    hash: "Receipt",
    where: "Place",
  },
  whenAccepted: "only when your instructor accepts it",
  ofTotal: (n, total) => `${n} of ${total}`,
});
