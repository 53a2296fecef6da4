// What was typed and is no answer yet, such as "about 3" in the box of a number; as src/nbcare/questions/typed.py.

/** The part of a response that holds such a text. */
export const AS_TYPED = "as typed";
export const LONGEST_TYPED = 60;

/** Tell whether a response is only what was typed: kept, and unanswered. */
export const isTyped = (response) =>
  typeof response === "object" && response !== null && Object.hasOwn(response, AS_TYPED);

/** Tell whether a response counts as an answer. */
export const isAnswer = (response) => (response ?? null) !== null && !isTyped(response);
