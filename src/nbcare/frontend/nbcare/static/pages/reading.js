// Help for reading a long page: folds, the place one is at, times by the reader's own clock.
import { localTime, zoneOf } from "../kit/local-time.js";
import { forPaper } from "../kit/paper.js";
import { words } from "./words.js";

const WIDE = "(min-width: 64rem)";
const READ = 0.35; // of the window's height: a heading above this line has been reached

/** Keep the lists at the side open where there is room for them. */
export function openFolds() {
  const wide = window.matchMedia(WIDE);
  const set = () => {
    for (const fold of document.querySelectorAll("details[data-open-wide]")) fold.open = wide.matches;
  };
  wide.addEventListener("change", set);
  set();
  // A list that covers a telephone's page has done its work once a place is chosen.
  document.addEventListener("click", (event) => {
    const fold =
      event.target instanceof Element && event.target.closest("a")
        ? event.target.closest("details[data-open-wide]")
        : null;
    if (fold && !wide.matches) fold.open = false;
  });
}

/** Unfold what can be read for paper, which cannot be unfolded, and say when and for whom it is printed. */
export function openForPaper() {
  let folded = [];
  const show = () => {
    folded = [...document.querySelectorAll("details.nbp-more:not([open])")];
    for (const fold of folded) fold.open = true;
    headPaper();
  };
  const hide = () => {
    for (const fold of folded) fold.open = false;
  };
  forPaper(show, hide).start();
}

/** Fill in what only the moment of printing knows: the time, and who reads where no log-in says it. */
function headPaper() {
  const at = localTime(new Date().toISOString());
  for (const place of document.querySelectorAll("[data-paper-time]")) place.textContent = at;
  if (document.body.dataset.learner) return;
  const field = document.getElementById("nbs-learner");
  const typed = field instanceof HTMLInputElement ? field.value.trim() : "";
  for (const place of document.querySelectorAll("[data-paper-learner]")) place.textContent = words.paperLearner(typed);
}

/** Mark the link whose place is being read; give what looks again. */
export function markPlace(links) {
  const places = [...links]
    .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, place]) => place);
  const look = () => {
    const line = window.innerHeight * READ;
    const reached = places.filter(([, place]) => place.getBoundingClientRect().top <= line).at(-1) ?? places[0];
    for (const [link] of places) {
      if (link === reached?.[0]) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (reached) keepInSight(reached[0]);
  };
  // A place counts as seen wherever it is above the line: then a leap over several is noticed, too.
  const observer = new IntersectionObserver(look, { rootMargin: `1000000px 0px -${100 - READ * 100}% 0px` });
  for (const [, place] of places) observer.observe(place);
  return () => observer.disconnect();
}

/** Scroll a long list at the side, and nothing else, so that the marked place can be seen. */
function keepInSight(link) {
  const side = link.closest(".nbp-side");
  if (!side || side.scrollHeight <= side.clientHeight) return;
  const [box, frame] = [link.getBoundingClientRect(), side.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) side.scrollTop += box.top - frame.top - frame.height / 3;
}

/** Say the times of a page that names no zone by the reader's own clock; others are in the course's zone already. */
export function tellTimes(page = document) {
  if (zoneOf(page)) return;
  for (const place of page.querySelectorAll("time[datetime]")) place.textContent = localTime(place.dateTime);
}
