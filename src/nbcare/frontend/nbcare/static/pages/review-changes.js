// What another window or device changed while a learner looks through her answers.

/** Compare what the page shows with what it showed when the review began. */
export class ReviewChanges {
  constructor(host) {
    this.host = host;
    this.seen = host.reviewed();
    this.told = new Map(); // the revision of each change that the learner was told of
    this.news = 0; // how many she was told of
  }

  /** Begin a review: what is shown now is where it starts from. */
  begin() {
    this.seen = this.host.reviewed();
    this.told.clear();
  }

  /** Take what was answered on this page for seen. */
  hear({ type, reply }) {
    if (type !== "reply") return;
    if (reply.type === "saved") this.seen[reply.item] = reply.revision;
    if (reply.type !== "opened") return;
    this.seen[reply.case] = reply.opened;
    for (const [id, { revision }] of Object.entries(reply.items ?? {})) this.seen[id] = revision;
  }

  /** List the answers, and the cases, that are not as the review began. */
  ids() {
    const now = this.host.reviewed();
    return Object.keys(now).filter((id) => now[id] !== (this.seen[id] ?? 0));
  }

  /** List those that the learner was not told of yet, and count them as told. */
  untold() {
    const now = this.host.reviewed();
    const fresh = this.ids().filter((id) => this.told.get(id) !== now[id]);
    for (const id of fresh) this.told.set(id, now[id]);
    this.news += fresh.length;
    return fresh;
  }
}
