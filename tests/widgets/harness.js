// A host for the kit that tests can command: it acknowledges, waits, dies, answers with a conflict.

class Model {
  constructor(host, traits) {
    Object.assign(this, { host, traits, callbacks: {} });
  }
  get(name) {
    return structuredClone(this.traits[name]);
  }
  set(name, value) {
    this.traits[name] = value;
  }
  save_changes() {}
  on(event, callback) {
    (this.callbacks[event] ??= new Set()).add(callback);
  }
  off(event, callback) {
    this.callbacks[event]?.delete(callback);
  }
  send(message) {
    this.host.receive(this, structuredClone(message));
  }
  emit(event, message) {
    for (const callback of this.callbacks[event] ?? []) callback(structuredClone(message));
  }
}

class Host {
  constructor() {
    // mode: "ack" | "silent" (messages vanish) | "throw" (send fails) | "hold" (answers wait for release)
    Object.assign(this, { mode: "ack", models: [], received: [], held: [], disk: {}, total: 8, handIn: null });
    this.disk = JSON.parse(sessionStorage.getItem("disk") || "{}");
  }
  model(props, context, state) {
    const model = new Model(this, { props, context, state: state ?? this.state(props) });
    this.models.push(model);
    return model;
  }
  state(props) {
    if (props.steps)
      return {
        opened: this.opened(props),
        items: Object.fromEntries(props.steps.map((step) => [step.id, this.state(step)])),
      };
    const { response = null, revision = 0 } = this.disk[props.id] ?? {};
    const earlier = props.earlier ? this.disk[props.earlier]?.response : undefined;
    return { response, revision, ...(earlier === undefined ? {} : { earlier }) };
  }
  receive(model, message) {
    this.received.push(message);
    if (this.mode === "throw") throw new Error("the comm is closed");
    if (this.mode === "silent") return;
    const act = () => this.answer(model, message);
    if (this.mode === "hold") this.held.push(act);
    else queueMicrotask(act);
  }
  release() {
    this.mode = "ack";
    for (const act of this.held.splice(0)) act();
  }
  answer(model, message) {
    const props = model.traits.props;
    const say = (body) => model.emit("msg:custom", body);
    if (message.type === "open" || message.type === "again") return this.move(say, props, message);
    if (message.type === "hello") {
      say({ type: "state", [props.steps ? "case" : "item"]: props.id, ...this.state(props) });
      return say(this.progress());
    }
    if (message.type === "save") return this.save(say, message);
    if (message.type === "summary")
      return say({
        ...this.progress(),
        unanswered: this.unanswered ?? [],
        handed_in: this.handIn,
        changed: this.changed ?? false,
      });
    if (message.type === "hand-in") {
      if (this.refuse) return say({ type: "refused", nonce: message.nonce, reason: this.refuse });
      const changed = this.changedNow;
      this.changedNow = null;
      if (changed) return say({ type: "refused", nonce: message.nonce, reason: "changed", code: "changed", changed });
      this.handIn = {
        learner: "nurse-07",
        assessment: "retinoids-quiz",
        at: "2026-11-22T10:40:00Z",
        hash: "ab12cd34",
        answered: 6,
        total: 8,
        where: "submitted/nurse-07/retinoids-quiz",
      };
      say({ type: "handed-in", nonce: message.nonce, receipt: this.handIn });
    }
  }
  save(say, { nonce, item, response, saw }) {
    if (this.refuse) return say({ type: "refused", nonce, item, reason: this.refuse, again: this.again });
    const caseProps = this.models
      .map(({ traits }) => traits.props)
      .find(({ steps }) => steps?.some(({ id }) => id === item));
    if (caseProps && caseProps.steps.findIndex(({ id }) => id === item) + 1 !== this.opened(caseProps)) {
      say({ type: "refused", nonce, item, reason: "The answer to this step was locked." });
      return this.tell(caseProps);
    }
    const old = this.disk[item] ?? { response: null, revision: 0 };
    if (old.revision !== saw)
      return say({ type: "conflict", nonce, item, revision: old.revision, response: old.response });
    this.write(item, response, saw + 1);
    say({ type: "saved", nonce, item, revision: saw + 1, at: "2026-11-22T10:40:00Z" });
    this.broadcast(item);
    for (const model of this.models) model.emit("msg:custom", this.progress());
  }
  opened(props) {
    return this.disk[props.id]?.response?.opened ?? 1;
  }
  /** Open the next step of a case, or begin it again, as the kernel's store does. */
  move(say, props, { type, nonce, saw }) {
    if (this.refuse) return say({ type: "not-opened", nonce, case: props.id, reason: this.refuse });
    if (saw === this.opened(props)) {
      if (type === "again")
        for (const { id } of props.steps) if (this.disk[id]) this.write(id, null, this.disk[id].revision + 1);
      this.write(props.id, { opened: type === "again" ? 1 : saw + 1 }, saw);
    }
    say({ type: "opened", nonce, case: props.id, opened: this.opened(props) });
    this.tell(props);
  }
  tell(props) {
    for (const model of this.models) {
      if (model.traits.props.id === props.id)
        model.emit("msg:custom", { type: "state", case: props.id, ...this.state(props) });
    }
  }
  write(item, response, revision) {
    this.disk[item] = { response, revision };
    sessionStorage.setItem("disk", JSON.stringify(this.disk)); // the disk outlives a reload
  }
  broadcast(item) {
    const { response, revision } = this.disk[item];
    for (const model of this.models) {
      if (model.traits.props.steps) this.tell(model.traits.props);
      else if (model.traits.props.id === item) model.emit("msg:custom", { type: "state", item, response, revision });
    }
  }
  progress() {
    const answered = Object.values(this.disk).filter(({ response }) => response !== null).length;
    return { type: "progress", answered, total: this.total };
  }
}

window.host = new Host();
window.mounted = [];

/** Mount a widget of the kit; returns its number, for unmount(). */
window.mount = async (props, { module = "question.js", seed = "seed-1", state } = {}) => {
  const kit = await import(`/kit/${module}`);
  const el = document.createElement("div");
  document.getElementById("main").append(el);
  const model = host.model(props, { seed, assessment: "test", scope: "test" }, state);
  const stop = await kit.default.render({ model, el });
  mounted.push({ el, model, stop });
  return mounted.length - 1;
};
window.unmount = (number) => {
  mounted[number].stop?.();
  mounted[number].el.remove();
};
window.ready = true;
