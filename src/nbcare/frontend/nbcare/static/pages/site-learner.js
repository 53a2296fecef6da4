// Who hands in: an id that goes into the file. It is asked for on the page, and checked before the file is made.
import { h } from "../kit/dom.js";
import { LEARNER } from "./hand-in-file.js";
import { siteWords } from "./site-words.js";

/** Follow the field of a quiz page; a file that was made can be had again. Give what looks, before a hand-in, whether there is an id. */
export function openLearner(backend, quiz) {
  const field = document.getElementById("nbs-learner");
  const line = document.getElementById("nbs-learner-line");
  const section = field.closest("section");
  const button = h(
    "button",
    { type: "button", class: "nbp-button", onclick: () => backend.fileAgain() },
    siteWords.fileAgain,
  );
  const again = h("p", { class: "nbs-again", hidden: true }, button);
  document.getElementById("nbp-review").after(again);

  const say = (text) => {
    line.textContent = text;
    line.dataset.state = text ? "unsaved" : "";
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  const problem = () => (!backend.learner || LEARNER.test(backend.learner) ? "" : siteWords.learnerWrong);
  const take = () => {
    // A telephone begins a field with a capital letter, and ends it with a blank.
    backend.learner = field.value.trim().toLowerCase();
    say(problem());
  };
  const show = (now) => {
    section.hidden = now?.locked ?? false;
    again.hidden = !section.hidden;
  };
  field.addEventListener("input", take);
  for (const name of ["handIn", "reopen", "state"]) {
    const send = backend[name].bind(backend);
    backend[name] = async (message) => {
      const reply = await send(message);
      if (reply.quiz) show(reply.quiz);
      return reply;
    };
  }
  field.value = quiz?.handed_in?.learner ?? "";
  take();
  show(quiz);
  return () => {
    const wrong = backend.learner ? problem() : siteWords.learnerMissing;
    say(wrong);
    if (wrong) field.focus();
    return !wrong;
  };
}
