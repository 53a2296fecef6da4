// One note at a time: two answers, a check, and what decides.
import { action, choice, fill, h, rich, verdict } from "../../toolkit/index.js";
import { fits } from "./score.js";

/** Make the nodes of one note; `heard({given, certainty})` is called when it was checked, `on()` when the nurse goes on. */
export function ask(words, note, { n, all, again, last }, { heard, on }) {
  const { labels } = words;
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const result = h("div", { class: "nbc-x-drill-result", role: "status" });
  const calm = () => (warning.textContent = "");
  const answer = choice({ label: labels.answer, options: named(words.pictures), changed: calm });
  const certainty = choice({ label: labels.certainty, options: named(words.certainty), changed: calm });
  const button = action(labels.check, check, "nbc-primary");
  const text = h("p", { class: "nbc-x-case", tabindex: "-1" }, rich(fill(note.text, note.figures ?? {})));
  return [
    h("p", { class: "nbc-x-step" }, fill(again ? labels.again : labels.note, { n, all })),
    text,
    answer.element,
    certainty.element,
    result,
    button,
    warning,
  ];

  function check() {
    const reply = { given: answer.value(), certainty: certainty.value() };
    if (!reply.given || !reply.certainty) return (warning.textContent = labels.first);
    for (const element of [answer.element, certainty.element]) element.disabled = true;
    result.replaceChildren(...judged(words, note, reply));
    const next = action(last ? labels.finish : labels.next, on, "nbc-primary");
    button.replaceWith(next);
    next.focus();
    heard(reply);
  }
}

function named(parts) {
  return Object.fromEntries(Object.entries(parts).map(([id, { label }]) => [id, label]));
}

function judged({ labels, pictures }, note, reply) {
  const right = fits(note, { [note.child]: reply });
  const say = (text) => h("p", null, rich(fill(text, note.figures ?? {})));
  const sure =
    !right && reply.certainty === "sure"
      ? labels.sure_off
      : right && reply.certainty === "guess"
        ? labels.guess_right
        : null;
  return [
    verdict(right ? "right" : "wrong", fill(labels.fits, { picture: pictures[note.key].label })),
    right ? null : say(note.tempts[reply.given]),
    say(note.why),
    sure && h("p", { class: "nbc-note" }, sure),
  ].filter(Boolean);
}
