// Say what is wrong with the data of an explorer before it is drawn.

const TEXTS = ["id", "title", "intro", "sentence", "limits"];
const NAME = /^[a-z][a-z0-9-]*$/;

/** Return what is wrong with the props, in words, or an empty string. */
export function problem(props) {
  if (!props || typeof props !== "object") return "it came without its data";
  for (const name of TEXTS) if (typeof props[name] !== "string") return `its ${name} is missing`;
  if (!NAME.test(props.widget)) return `“${props.widget}” is not the name of an explorer`;
  return unpredictable(props) || (props.data && typeof props.data === "object" ? "" : "its data are missing");
}

// Prediction and comparison come together or not at all.
function unpredictable({ prediction, compare }) {
  if (!prediction && !compare) return "";
  const options = prediction?.options;
  if (!options || !Object.hasOwn(options, prediction.seen)) return "its prediction is incomplete";
  return !compare?.feedback || Object.keys(options).some((id) => !compare.feedback[id])
    ? "its comparison is incomplete"
    : "";
}
