// Notice that the course answers again, even when nobody clicks.
import { onlyOnThisPage } from "../kit/pending.js";

const WAITS = [1000, 2000, 4000, 8000, 15000]; // ms between two looks; the last one repeats

/** Ask again and again while nobody answers; look once more whenever the reader comes back to the page. */
export class Connection {
  constructor(host) {
    this.host = host;
    this.away = false;
    this.attempt = 0;
    document.addEventListener("visibilitychange", this.look);
    for (const event of ["focus", "online", "pageshow"]) window.addEventListener(event, this.look);
    window.addEventListener("beforeunload", this.leave);
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    for (const event of ["focus", "online", "pageshow"]) window.removeEventListener(event, this.look);
    window.removeEventListener("beforeunload", this.leave);
  }

  /** Have the browser ask before a page closes that alone has an answer. */
  leave = (event) => {
    if (onlyOnThisPage(this.host.seed).length) event.preventDefault();
  };

  look = (event) => {
    // The page was just made: its state is as new as can be.
    if (event.type === "pageshow" && !event.persisted) return;
    if (document.visibilityState === "visible") this.host.refresh();
  };

  /** Lead to another page only when somebody would show it; else tell by `stay`. */
  guardLinks(stay) {
    document.addEventListener("click", async (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const plain =
        !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (
        !link ||
        !plain ||
        !this.away ||
        this.leads ||
        link.origin !== location.origin ||
        link.getAttribute("href").startsWith("#")
      )
        return;
      event.preventDefault();
      await this.host.refresh();
      if (this.away) stay();
      else location.assign(link.href);
    });
  }

  /** Nobody answered. */
  lost({ ended = false, stranger = false } = {}) {
    this.away = true;
    this.leads = Boolean(ended || stranger); // the way to log in must stay open
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.host.refresh(), WAITS[Math.min(this.attempt, WAITS.length - 1)]);
    this.attempt += 1;
  }

  /** Somebody answered: say whether nobody did before. */
  heard() {
    const before = this.away;
    clearTimeout(this.timer);
    this.away = false;
    this.attempt = 0;
    return before;
  }
}
