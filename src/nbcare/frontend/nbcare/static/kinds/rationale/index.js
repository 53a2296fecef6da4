// Cause and effects: a cloze whose two effects must differ when they share one list.
import * as cloze from "../cloze/index.js";
import { sharesEffects } from "./score.js";

export function mount(item, ctx) {
  const view = cloze.mount(item, { ...ctx, changed: () => (apart(), ctx.changed()) });
  const pair = sharedPair(item);

  /** Take away in one list what the other one holds. */
  function apart() {
    for (const [one, other] of [pair, [...pair].reverse()]) {
      if (!one) return;
      for (const option of view.selects[one].options) {
        option.disabled = option.value !== "" && option.value === view.selects[other].value;
      }
    }
  }

  const set = (response) => {
    view.set(response);
    apart();
  };
  return { ...view, set };
}

/** Give the two effects when they are chosen from one and the same list. */
function sharedPair(item) {
  return sharesEffects(item) ? item.effects : [];
}

export const { describe } = cloze;

/** List what the feedback explains; in a shared pair either order is right. */
export function elements(item, response) {
  const pair = sharedPair(item);
  const right = pair.map((effect) => item.key[effect]);
  return cloze.elements(item, response).map((one) => {
    const [gap, id] = one.id.split(".");
    return pair.includes(gap) && right.includes(id) ? { ...one, look: "key" } : one;
  });
}

export { marks, max, points, read, rule } from "./score.js";
