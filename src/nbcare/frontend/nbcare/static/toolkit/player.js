// Steps in time: back, next, and play with pause for those who like things to move.
import { h } from "../kit/dom.js";
import { words } from "./strings.js";
import { asText, unheard } from "./words.js";

const EVERY = 1500; // milliseconds between two steps

/**
 * Make {element, at(), go(step), pause(), stop()}; `changed(step)` is called at every step.
 * `last` is the last step, `say(step)` its words; `next`, when given, is asked before each step and may refuse with false.
 * Nothing moves until somebody asks, and those who ask for less motion step by hand.
 */
export function player({ last, say = asText, changed = unheard, next = (..._step) => true, every = EVERY }) {
  let step = 0;
  let timer = null;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const shown = h("output", { class: "nbc-x-value" });
  const back = control(words.back, () => by(-1));
  const on = control(words.next, () => by(1));
  const play = control(words.play, () => (timer ? pause() : start()));
  const again = control(words.restart, () => go(0));
  const settle = () => {
    play.hidden = still.matches;
    if (still.matches) pause();
  };
  still.addEventListener("change", settle);
  const element = h(
    "div",
    { class: "nbc-x-player", role: "group", "aria-label": words.steps },
    h("div", { class: "nbc-x-buttons" }, back, play, on, again),
    shown,
  );
  settle();
  show();
  return { element, at: () => step, go, pause, stop };

  function by(one) {
    pause();
    move(one);
  }
  function move(one) {
    const to = step + one;
    if (to < 0 || to > last || (one > 0 && next(step) === false)) return false;
    go(to);
    return true;
  }
  function go(to) {
    step = Math.min(Math.max(to, 0), last);
    show();
    changed(step);
  }
  function start() {
    if (step === last) go(0);
    timer = setInterval(() => {
      // A page that was closed, or a fieldset that was locked, must not play on.
      if (!element.isConnected || play.matches(":disabled") || !move(1) || step === last) pause();
    }, every);
    play.textContent = words.pause;
  }
  function pause() {
    clearInterval(timer);
    timer = null;
    play.textContent = words.play;
  }
  function stop() {
    pause();
    still.removeEventListener("change", settle);
  }
  function show() {
    shown.textContent = say(step);
    // Not disabled: the button that has the focus must not lose it at the end.
    back.setAttribute("aria-disabled", String(step === 0));
    on.setAttribute("aria-disabled", String(step === last));
  }
}

function control(label, onclick) {
  return h("button", { type: "button", class: "nbc-button", onclick }, label);
}
