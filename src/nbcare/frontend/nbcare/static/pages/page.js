// Mount every widget of a page over a backend; keep it in step with the course.
import unfolding from "../kit/case.js";
import explorer from "../kit/explorer.js";
import { showMeanings } from "../kit/glossary.js";
import question from "../kit/question.js";
import { h } from "../kit/dom.js";
import { sayWhenWide } from "../kit/table.js";
import { RESUME } from "../kit/pending.js";
import { Bar } from "./bar.js";
import { gatherCitations } from "./citations.js";
import { Connection } from "./connection.js";
import { markPlace, openFolds, openForPaper, tellTimes } from "./reading.js";
import { Host } from "./host.js";
import { anchorOf, nameOf } from "./questions.js";
import { words } from "./words.js";

// The first questions are there before the first paint; the rest follow in slices, so that no press waits for them.
const AT_ONCE = 2;
const SLICE = 16; // ms

const WIDGETS = { ask: question, explore: explorer, unfold: unfolding };

/** Give the data that the page carries, or null. */
export function pageData() {
  const found = document.getElementById("nbc-page");
  return found ? JSON.parse(found.textContent) : null;
}

/** Do what every page wants, with widgets or without. */
export function openShell() {
  document.documentElement.dataset.nbpBegun = "yes"; // too-old.js says so where it is missing
  openFolds();
  tellTimes();
  openForPaper();
  gatherCitations();
  for (const table of document.querySelectorAll(".nbp-scroll")) sayWhenWide(table);
  for (const button of document.querySelectorAll("[data-print]"))
    button.addEventListener("click", () => window.print());
}

/** Mount a page's widgets; give its host. `backend` is how answers travel, `hear(event)` may listen as well. */
export function openPage(
  data,
  backend,
  { always = data.kind === "assessment", logIn = `${data.root}/login`, hear = (_event) => {} } = {},
) {
  const opened = new OpenPage(data, backend, { hear, always, logIn });
  opened.mount();
  opened.connection.guardLinks(() => opened.bar.stay());
  showMeanings();
  markPlace(document.querySelectorAll(".nbp-contents a"));
  return opened;
}

/** Everything stands: say so to whoever waits, and go to the place that the address names, above which widgets grew. */
function mounted(data) {
  document.documentElement.dataset.nbpMounted = "all";
  if (location.hash.length < 2) return;
  const name = decodeURIComponent(location.hash.slice(1));
  // A step of a case has no place of its own.
  const place = document.getElementById(name) ?? document.getElementById(anchorOf(data, name.replace(/^q-/, "")));
  place?.scrollIntoView();
}

export class OpenPage {
  constructor(data, backend, { hear, always, logIn }) {
    this.data = data;
    this.hear = hear;
    this.stops = [];
    this.stopped = false;
    this.host = new Host(data, backend, (event) => this.follow(event));
    this.connection = new Connection(this.host);
    this.bar = new Bar(document.getElementById("nbp-bar"), {
      host: this.host,
      always,
      logIn,
      name: (item) => nameOf(data, item),
      anchor: (item) => `#${anchorOf(data, item)}`,
    });
  }

  mount() {
    const places = [...document.querySelectorAll(".nbp-widget[data-cell]")].filter(
      (el) => WIDGETS[this.data.widgets[el.dataset.cell]?.widget],
    );
    for (const el of places) el.id = anchorOf(this.data, this.data.widgets[el.dataset.cell].props.id);
    const mounting = [];
    const next = () =>
      mounting.push(
        this.mountOne(
          places[0],
          WIDGETS[this.data.widgets[places[0].dataset.cell].widget],
          places.shift().dataset.cell,
        ),
      );
    for (let n = 0; n < AT_ONCE && places.length; n += 1) next();
    this.tellProgress();
    const slice = () => {
      const until = performance.now() + SLICE;
      while (places.length && performance.now() < until) next();
      if (places.length) this.later = setTimeout(slice);
      else Promise.all(mounting).then(() => mounted(this.data)); // an explorer is there a little later than it was asked for
    };
    this.later = setTimeout(slice);
  }

  async mountOne(el, widget, cell) {
    try {
      const model = this.host.model(cell);
      this.stops.push(await widget.render({ model, el }));
    } catch (error) {
      el.replaceChildren(h("p", { class: "nbp-alert", role: "alert" }, words.notShown(error.message)));
    }
  }

  /** Take everything off the page: nothing is sent, or kept in the browser, any more. */
  stop() {
    this.stopped = true;
    this.host.closed = true;
    clearTimeout(this.later);
    this.connection.stop();
    for (const stop of this.stops.splice(0)) stop?.();
  }

  follow(event) {
    if (this.stopped) return;
    const { type } = event;
    if (type === "lost") this.connection.lost(event.error);
    if (type === "reply" || type === "state") this.heard();
    if (type === "sent") this.bar.sent();
    if (type === "reply") this.bar.reply(event.reply);
    if (type === "lost") this.bar.lost(event.error);
    if (type === "state") this.bar.heard();
    if (type === "quiz") this.bar.update();
    this.tellProgress();
    this.hear(event);
  }

  heard() {
    // What waits in the browser, also from a tab that is closed now, goes on its way.
    if (this.connection.heard()) window.dispatchEvent(new Event(RESUME));
  }

  tellProgress() {
    const place = document.getElementById("nbp-page-progress");
    const { answered, total } = this.host.progress();
    if (!place || !total) return;
    place.replaceChildren(
      h(
        "div",
        { class: "nbp-progress" },
        h("progress", { max: total, value: answered, "aria-label": words.practiceName }),
        h("span", null, words.practice(answered, total)),
      ),
    );
  }
}
