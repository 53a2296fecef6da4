// Help for reading a long page: folds, the place one is at, times by the reader's own clock.

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
    const fold = event.target instanceof Element && event.target.closest("a") ? event.target.closest("details[data-open-wide]") : null;
    if (fold && !wide.matches) fold.open = false;
  });
}

/** Mark the link whose place is being read; give what looks again. */
export function markPlace(links) {
  const places = [...links].map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]).filter(([, place]) => place);
  const look = () => {
    const line = window.innerHeight * READ;
    const reached = places.filter(([, place]) => place.getBoundingClientRect().top <= line).at(-1) ?? places[0];
    for (const [link] of places) {
      if (link === reached?.[0]) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(look, { rootMargin: "0px 0px -60% 0px", threshold: [0, 1] });
  for (const [, place] of places) observer.observe(place);
  return () => observer.disconnect();
}

/** Say every time of the page by the reader's own clock. */
export function tellTimes(page = document) {
  for (const place of page.querySelectorAll("time[datetime]")) place.textContent = localTime(place.dateTime);
}

/** Say a time of the course by the reader's own clock. */
export function localTime(at) {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : time.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
