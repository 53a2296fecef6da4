// After too many wrong PINs: count down how long to wait, and say when the next try is open.
import { words } from "./words.js";

const SECOND = 1000; // ms

/** Count down in a place that names its seconds, if the page has one. */
export function countWait(place) {
  if (!place) return;
  const [timer, status] = place.children;
  const until = Date.now() + Number(place.dataset.seconds) * SECOND;
  const show = () => {
    const left = Math.ceil((until - Date.now()) / SECOND);
    timer.textContent = left > 0 ? words.waitLeft(left) : "";
    if (left > 0) setTimeout(show, SECOND);
    else status.textContent = words.waitOver;
  };
  show();
}
