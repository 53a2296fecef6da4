// The file that a learner passes on, as src/nbcare/answers/submit.py writes it, and its receipt as `nbcare collect` prints it.
import { canonical } from "../kit/same.js";
import { sha256 } from "./sha256.js";

const VERSION = 1;
/** What an organiser or a hand-in file may call a learner; as answers/learners.py. */
export const LEARNER = /^(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9_][a-z0-9_-]{0,31}$/;
export const LEARNER_SHAPE =
  "use 1 to 32 small letters (a to z), digits, dashes and underscores, do not begin with a dash, and take no word that Windows keeps for itself (con, aux, com1 …)";

/** Make the file of one learner's answers: its name, its text and its receipt's hash. */
export function handInFile({ learner, responses, at }) {
  const { course, assessment } = responses;
  const data = whole({ version: VERSION, course, assessment, learner, at, responses });
  const name = `hand-in_${assessment}_${learner}_${at.replace(/[-:]/g, "")}.json`;
  return { name, text: `${ascii(JSON.stringify(data, null, 1))}\n`, hash: receiptHash(responses) };
}

/** Give the short hash that learner and instructor compare; as answers/files.py. Answers hold no fractions, which Python writes otherwise. */
export function receiptHash(responses) {
  return sha256(ascii(canonical(whole(responses)))).slice(0, 16);
}

/** Offer a text to the browser as a file to keep. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a slow computer may still be reading it
}

/** Escape as Python's json does: all but the printable characters of ASCII. */
function ascii(text) {
  return text.replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Replace halves of a character, which no file in UTF-8 can hold. */
function whole(value) {
  if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "?");
  if (Array.isArray(value)) return value.map(whole);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [whole(name), whole(part)]));
}
