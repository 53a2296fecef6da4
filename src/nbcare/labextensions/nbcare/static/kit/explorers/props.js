// Say what is wrong with the data of an explorer before it is drawn.
import { widgets } from "./index.js";
import { words } from "./strings.js";

const TEXTS = ["id", "title", "intro", "sentence", "limits"];

/** Return what is wrong with the props, in words, or an empty string. */
export function problem(props) {
  if (!props || typeof props !== "object") return "it came without its data";
  for (const name of TEXTS) if (typeof props[name] !== "string") return `its ${name} is missing`;
  if (!Object.hasOwn(widgets, props.widget)) return words.unknown(props.widget);
  const { prediction, compare, data } = props;
  const options = prediction?.options;
  if (!options || !Object.hasOwn(options, prediction.seen)) return "its prediction is incomplete";
  if (!compare?.feedback || Object.keys(options).some((id) => !compare.feedback[id])) return "its comparison is incomplete";
  return data && typeof data === "object" ? "" : "its data are missing";
}
