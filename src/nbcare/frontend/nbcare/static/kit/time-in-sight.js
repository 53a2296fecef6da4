// Measure for how long a page is in sight: what lies in another tab is not looked at.

/** The time from its making on. */
export class TimeInSight {
  constructor() {
    this.counted = 0; // ms that are not given out yet
    this.since = document.hidden ? null : performance.now();
    this.turn = () => this.#turn();
    document.addEventListener("visibilitychange", this.turn);
  }

  /** Give the whole seconds since the last time this was asked; the rest counts for the next time. */
  seconds() {
    this.#turn();
    const whole = Math.floor(this.counted / 1000);
    this.counted -= whole * 1000;
    return whole;
  }

  stop() {
    document.removeEventListener("visibilitychange", this.turn);
  }

  #turn() {
    const moment = performance.now();
    if (this.since !== null) this.counted += moment - this.since;
    this.since = document.hidden ? null : moment;
  }
}
