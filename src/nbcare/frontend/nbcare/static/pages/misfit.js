// Which responses are kept: what the question's kind reads, and what then lacks nothing. The kinds of the questions must be loaded before: see kit/kinds.js.
import { kindOf } from "../kit/kinds.js";
import { refusal } from "../kit/score.js";
import { Invalid, oneId } from "../kit/score-shape.js";

/** Say why a response does not fit its question, or nothing; null is the empty answer and always fits. */
export function misfit(props, response) {
  if (response === null || response === undefined) return "";
  if (props.prediction) return predictionRefusal(props, response);
  if (props.kind === "explorer") return "this explorer asks for no prediction";
  if (!kindOf(props.kind)) return `questions of kind '${props.kind}' cannot be answered here`;
  return refusal(props, response);
}

function predictionRefusal({ prediction }, response) {
  try {
    oneId(response, Object.keys(prediction.options));
    return "";
  } catch (refused) {
    if (refused instanceof Invalid) return refused.message;
    throw refused;
  }
}
