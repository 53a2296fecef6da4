// Score a response by the NGN rules, exactly as src/nbcare/questions/scoring.py does, in whole points.
// The kinds of the items must be loaded before: see kinds.js.
import { kindOf } from "./kinds.js";
import { Invalid, isBlank, isEmpty } from "./score-shape.js";

function scorerOf(item) {
  const kind = kindOf(item.kind);
  if (!kind) throw new Error(`${item.id}: no scoring rule for kind ${item.kind}`);
  return kind;
}

/** Read a response; a refused one counts as blank and leaves its reason. */
function readResponse(kind, item, response) {
  try {
    return { answer: kind.read(item, isEmpty(response) ? null : response), problem: "" };
  } catch (refused) {
    if (!(refused instanceof Invalid)) throw refused;
    return { answer: kind.read(item, null), problem: refused.message };
  }
}

/** Score a response: {points, max, status, problem}. */
export function score(item, response) {
  const kind = scorerOf(item);
  const max = kind.max(item);
  const { answer, problem } = readResponse(kind, item, response);
  if (problem) return { points: 0, max, status: "invalid", problem };
  if (isBlank(answer)) return { points: 0, max, status: "unanswered", problem: "" };
  return { points: kind.points(item, answer), max, status: kind.status ?? "scored", problem: "" };
}

/** Mark each part of a response: {id: "right" | "wrong" | "missed" | "" | "near"}. */
export function marks(item, response) {
  const kind = scorerOf(item);
  return kind.marks(item, readResponse(kind, item, response).answer);
}

/** Say why a response to a question as the learner sees it may not be saved: no kind reads it, or it is incomplete; or nothing. */
export function refusal(item, response) {
  try {
    const kind = scorerOf(item);
    kind.read(item, response);
    kind.refuseIncomplete?.(item, response);
    return "";
  } catch (refused) {
    if (!(refused instanceof Invalid)) throw refused;
    return refused.message;
  }
}
