// The desk: the call as it was spoken, and what the nurse can do next.
import { action, choice, fill, h, rich } from "../../toolkit/index.js";
import { stage, transcript } from "./play.js";

/** Return the nodes of an open call; `act` has ask(id), decide(level), advise(id), mend(id), again() and next(). */
export function openCall(words, call, play, act) {
  const lines = transcript(words, call, play).map(({ by, text, look }) =>
    h(
      "li",
      { class: "nbc-x-line", "data-by": by, "data-look": look || null },
      h("span", { class: "nbc-x-by" }, by === "note" ? sign(look) : "", words.said[by]),
      h("p", null, rich(text)),
    ),
  );
  return [
    h(
      "p",
      { class: "nbc-x-who" },
      h("span", { class: "nbc-x-badge" }, words.fictional),
      h("strong", null, rich(call.who)),
    ),
    h("ol", { class: "nbc-x-talk", tabindex: "-1" }, lines),
    h("div", { class: "nbc-x-turn" }, turn(words, call, play, act)),
  ];
}

function turn(words, call, play, act) {
  const now = stage(words.levels, call, play);
  if (now === "decide")
    return [
      asks(words, call, play, act),
      step(
        {
          label: words.decide_label,
          options: levelNames(words.levels),
          button: words.decide,
          warn: words.choose_first,
        },
        act.decide,
      ),
    ];
  if (now === "advise")
    return step(
      {
        label: words.advise_label,
        options: untried(call.advice, play.advice),
        button: words.advise,
        warn: words.choose_first,
      },
      act.advise,
    );
  if (now === "mend")
    return step(
      { label: words.mend_label, options: untried(call.readback.mend), button: words.advise, warn: words.choose_first },
      act.mend,
    );
  return h(
    "div",
    { class: "nbc-x-buttons" },
    action(words.next, act.next, "nbc-primary"),
    action(words.again, act.again),
  );
}

function asks(words, call, play, act) {
  const left = words.asks - play.asked.length;
  if (left <= 0) return null;
  const buttons = Object.entries(call.asks)
    .filter(([id]) => !play.asked.includes(id))
    .map(([id, { ask }]) => action(`“${ask}”`, () => act.ask(id), "nbc-x-ask"));
  return h(
    "div",
    { role: "group", "aria-label": fill(words.ask_label, { left }) },
    h("p", { class: "nbc-label" }, fill(words.ask_label, { left })),
    h("div", { class: "nbc-x-asks" }, buttons),
  );
}

/** Make radio buttons with a button of their own, so that an arrow key never decides. */
function step({ label, options, button, warn }, done) {
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const radios = choice({ label, options, changed: () => (warning.textContent = "") });
  const chosen = () => (radios.value() ? done(radios.value()) : (warning.textContent = warn));
  return h("div", { class: "nbc-x-step-of-call" }, radios.element, action(button, chosen, "nbc-primary"), warning);
}

function levelNames(levels) {
  return Object.fromEntries(Object.entries(levels).map(([id, { label, short }]) => [id, `**${label}**: ${short}`]));
}

function untried(options, tried = []) {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([id]) => !tried.includes(id))
      .map(([id, { text }]) => [id, text]),
  );
}

function sign(look) {
  return look === "right" ? "✓ " : look === "wrong" ? "✗ " : "";
}
