// The page's end of its widgets: what a kernel is to a widget in JupyterLab, a backend is here.
// A backend has save, open, again, handIn, reopen and state; each gives the reply, and throws when nobody answers.
import { loadKinds } from "../kit/kinds.js";
import { Model } from "../kit/model.js";
import { isAnswer } from "../kit/typed.js";
import { countedQuestions } from "./page-items.js";

const EMPTY = { response: null, revision: 0 };

/** All widgets of one page: their state, and the way to the course. `notify(event)` hears what happens. */
export class Host {
  constructor(data, backend, notify = (_event) => {}) {
    const { scope, seed, widgets, state, quiz = null } = data;
    this.scope = scope;
    this.seed = seed;
    this.widgets = widgets;
    this.backend = backend;
    this.notify = notify;
    this.quiz = quiz;
    this.models = [];
    this.writes = 0;
    this.closed = false;
    this.state = { items: { ...state.items }, cases: { ...state.cases } };
  }

  /** Make the model of one cell's widget. */
  model(cell) {
    const { props } = this.widgets[cell];
    const context = { seed: this.seed, assessment: this.scope, scope: this.scope, listed: true };
    const model = new Model({ props, context, state: this.stateOf(props) }, (sender, message) =>
      this.receive(sender, message),
    );
    this.models.push(model);
    return model;
  }

  /**
   * @param {string} id
   * @returns {import("../kit/types.d.ts").ItemState}
   */
  item(id) {
    return this.state.items[id] ?? EMPTY;
  }

  opened(props) {
    return this.state.cases[props.id]?.opened ?? 1;
  }

  stateOf(props) {
    if (!props.steps) {
      const earlier = props.earlier ? this.state.items[props.earlier]?.response : undefined;
      return { ...this.item(props.id), ...(earlier === undefined ? {} : { earlier }) };
    }
    const known = props.steps.filter(Boolean);
    return {
      opened: this.opened(props),
      items: Object.fromEntries(known.map((step) => [step.id, this.stateOf(step)])),
    };
  }

  /** Name what this page shows: of each question the revision of its answer, of each case how many steps are open. */
  reviewed() {
    const cases = Object.values(this.widgets).filter(({ props }) => props.steps);
    const steps = cases.map(({ props }) => [props.id, this.opened(props)]);
    const answers = countedQuestions(this.widgets).map((props) => [props?.id, this.item(props?.id).revision]);
    return Object.fromEntries([...answers, ...steps].filter(([id]) => id));
  }

  progress() {
    const counted = countedQuestions(this.widgets);
    return {
      type: "progress",
      answered: counted.filter((props) => props && this.isAnswered(props)).length,
      total: counted.length,
    };
  }

  /** A locked step of a graded case that changed since it was answered can have no other answer. */
  isAnswered({ id, use, case: of }) {
    const { response, changed } = this.item(id);
    if (isAnswer(response) || !changed || use !== "graded") return isAnswer(response);
    const found = Object.values(this.widgets).find(({ props }) => props.id === of)?.props;
    return (found?.steps ?? []).findIndex((step) => step?.id === id) + 1 < this.opened(found ?? {});
  }

  /**
   * @param {Model} model
   * @param {import("../kit/types.d.ts").WidgetMessage} message
   */
  receive(model, message) {
    const { type } = message;
    if (type === "hello") return queueMicrotask(() => (message.fresh ? this.refresh() : this.greet(model)));
    const ask = { save: "save", open: "open", again: "again" }[type];
    if (ask) this.pass(model, ask, message);
  }

  greet(model) {
    this.tell(model);
    model.emit("msg:custom", this.progress());
    if (this.quiz?.locked) this.lock(model);
  }

  tell(model) {
    const { props } = model.traits;
    model.traits.state = this.stateOf(props);
    model.emit("msg:custom", { type: "state", [props.steps ? "case" : "item"]: props.id, ...model.traits.state });
  }

  lock(model) {
    const { props } = model.traits;
    model.emit("msg:custom", {
      type: "locked",
      locked: this.quiz?.locked ?? false,
      ...(props.steps ? { case: props.id } : {}),
    });
  }

  async pass(model, ask, message) {
    this.notify({ type: "sent", message });
    const reply = await this.reply(model, ask, message);
    if (!reply) return;
    this.take(model, message, reply);
    this.notify({ type: "reply", message, reply });
  }

  async reply(model, ask, message) {
    try {
      if (this.closed) throw new Error("the page is closed");
      const reply = await this.backend[ask](structuredClone(message));
      this.writes += 1;
      if (await this.complete(model.traits.props, reply)) reply.steps = model.traits.props.steps;
      delete reply.step;
      return reply;
    } catch (error) {
      return void this.lost(error);
    }
  }

  take(model, message, reply) {
    if (reply.type === "saved") this.put(reply.item, { response: message.response, revision: reply.revision });
    if (reply.type === "conflict") this.put(reply.item, { response: reply.response, revision: reply.revision });
    if (reply.type === "opened") {
      this.state.cases[reply.case] = { opened: reply.opened };
      for (const [id, state] of Object.entries(reply.items ?? {})) this.state.items[id] = state;
    }
    model.emit("msg:custom", reply);
    for (const other of this.models) if (this.concerns(other, model, reply)) this.tell(other);
    if (reply.type === "refused" && !reply.again) this.refresh();
    if (reply.type === "saved" || reply.type === "opened") this.emit(this.progress());
  }

  /**
   * @param {string} id
   * @param {import("../kit/types.d.ts").ResponseEntry} entry
   */
  put(id, entry) {
    if (entry.revision >= this.item(id).revision) this.state.items[id] = entry;
  }

  /** Tell who else shows what has changed: the same item again, or one that names it as its earlier answer. */
  concerns(other, model, reply) {
    if (reply.type === "opened") return other.traits.props.id === reply.case;
    if (reply.type !== "saved" || other === model) return false;
    const { id, earlier, steps } = other.traits.props;
    return id === reply.item || earlier === reply.item || (steps ?? []).some((step) => step?.id === reply.item);
  }

  /** See that every opened step of a case has its question: a graded one comes only when it is opened. Tell whether any came. */
  async complete(props, { type = "", opened = this.opened(props), step = null, steps = [] } = {}) {
    if (!props.steps || type === "not-opened") return false;
    const missing = () => props.steps.slice(0, opened).some((one) => !one);
    if (!missing()) return false;
    steps.forEach((one, i) => (props.steps[i] ??= one));
    if (step) props.steps[opened - 1] ??= step;
    if (missing()) {
      const fresh = Object.values(await this.backend.widgets()).find((one) => one.props.id === props.id);
      fresh.props.steps.forEach((one, i) => (props.steps[i] ??= one));
    }
    await loadKinds(props.steps);
    return true;
  }

  /** Ask the course for what is on disk, perhaps from another window, and tell every widget; tell whether it answered. */
  async refresh() {
    const before = this.writes;
    try {
      if (this.closed) return false;
      const { seed, state, quiz = null } = await this.backend.state();
      if (seed !== undefined && seed !== this.seed) return this.strange() ?? false;
      // An answer was saved meanwhile: this news is old.
      if (this.writes !== before) return this.refresh();
      await this.renew(state, quiz);
      return true;
    } catch (error) {
      this.lost(error);
      return false;
    }
  }

  async renew(state, quiz) {
    this.state = { items: { ...state.items }, cases: { ...state.cases } };
    for (const model of this.models) {
      const { props } = model.traits;
      if (await this.complete(props)) model.emit("msg:custom", { type: "steps", case: props.id, steps: props.steps });
    }
    // Locked last: an answer that waits is tried once more, and its refusal says why.
    for (const model of this.models) this.tell(model);
    this.emit(this.progress());
    this.setQuiz(quiz);
    this.notify({ type: "state" });
  }

  setQuiz(quiz) {
    this.quiz = quiz;
    for (const model of this.models) this.lock(model);
    this.notify({ type: "quiz" });
  }

  emit(message) {
    for (const model of this.models) model.emit("msg:custom", message);
  }

  /** Nobody answered: every widget with an answer on its way says so at once. */
  lost(error) {
    for (const model of this.models) model.emit("comm_live_update");
    this.notify({ type: "lost", error });
  }

  /** Somebody else is logged in now: nothing of this page may reach their answers. */
  strange() {
    this.closed = true;
    this.lost(Object.assign(new Error("another login"), { stranger: true }));
  }
}
