// Every word that the preview page itself shows; a question's own words are the kit's.
import { named } from "../kit/words.js";

const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

export const strings = named({
  title: (file) => `Preview of ${file}`,
  hint: "For authors: this page shows keys. Save the file and the page follows. Nothing is written.",
  only: "Show only items with",
  onlyHint: "an id, kind, word, or “graded”",
  jump: "Go to",
  chooseItem: "Choose an item…",
  shown: (n, total) => (n === total ? count(total, "item") : `${n} of ${count(total, "item")}`),
  updated: (ids) => (ids.length > 3 ? `${count(ids.length, "item")} changed.` : `Changed: ${ids.join(", ")}.`),

  broken: "This cannot be shown yet",
  older: "Below is what was there before.",
  stopped:
    "The preview has stopped. Start nbcare preview again; this page comes back by itself if the port is the same.",
  failed: "The program could not read this. The terminal says why; save again after mending.",

  learner: "As the learner sees it",
  author: "For the author",
  use: { graded: "graded", practice: "practice" },
  points: (n) => count(n, "point"),
  objective: (id) => `objective ${id}`,
  critical: "critical",
  fictional: "fictional case",
  findings: "nbcare check says",
  level: { error: "Error", warning: "Warning" },
  key: "Key",
  byHand: "A person reads the answer.",
  rubric: "Rubric",
  tolerance: (value) =>
    typeof value === "number"
      ? `Right within ${value}.`
      : value.relative !== undefined
        ? `Right within ${+(value.relative * 100).toFixed(6)} % of the key.`
        : `Right within ${value.absolute}.`,
  variants: (n) => `${count(n, "variant")}, with keys`,
  why: "Why",
  noWhy: "no rationale yet",
  feedback: "Feedback for each choice",
  noFeedback: "no feedback yet",
  facts: "Facts it rests on",
  noFacts: "none",
  unknownFact: "is no fact",
  value: "Value",
  limit: "Limit",
  teach: { yes: "may be a key", caution: "only with its limit", no: "not to be taught" },
  sources: "Sources",

  tried: "Your try",
  notTried: "Answer it to see its points.",
  result: ({ points, max, status, problem }) =>
    ({
      scored: `${points} of ${count(max, "point")} (scored)`,
      unanswered: `0 of ${count(max, "point")} (unanswered)`,
      manual: `A person gives up to ${count(max, "point")} (manual)`,
      invalid: `0 of ${count(max, "point")} (invalid: ${problem})`,
    })[status] ?? problem,
  notScored: "This try could not be scored.",
});
