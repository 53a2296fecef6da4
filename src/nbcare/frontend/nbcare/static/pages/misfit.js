// Which responses are kept: what the question's kind reads. The kinds of the questions must be loaded before: see kit/kinds.js.
import { kindOf } from "../kit/kinds.js";
import { refusal } from "../kit/score.js";
import { canonicalUnit, isBlankNumber } from "../kit/score-number.js";
import { Invalid, isEmpty, oneId } from "../kit/score-shape.js";

const LONGEST = 20_000; // characters of a written answer

const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isTooLong = (text) => typeof text === "string" && [...text].length > LONGEST;

/** Say why a response does not fit its question, or nothing; null is the empty answer and always fits. */
export function misfit(props, response) {
  if (response === null || response === undefined) return "";
  if (isTooLong(response) || isTooLong(response.value)) return "the text is too long";
  if (props.prediction) return predictionRefusal(props, response);
  if (!kindOf(props.kind)) return `questions of kind '${props.kind}' cannot be answered here`;
  return refusal(props, response) || refusalAtSaveOnly(props, response);
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

/** Say why a response that its kind reads is not kept all the same: an order must be whole, a number must be there, its unit offered. */
function refusalAtSaveOnly(props, response) {
  if (isEmpty(response)) return "";
  if (props.kind === "order")
    return response.length === Object.keys(props.options).length ? "" : "an order names every line once";
  if (props.kind !== "numeric" || !isMapping(response)) return "";
  if (isEmpty(response.value) || isBlankNumber(response.value)) return "the answer must be a value and a unit";
  const offered = ["", props.unit ?? "", ...(props.units ?? [])].map(canonicalUnit);
  return offered.includes(canonicalUnit(response.unit ?? "")) ? "" : `there is no unit '${response.unit}'`;
}
