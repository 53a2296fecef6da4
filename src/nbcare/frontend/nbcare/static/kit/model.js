// A minimal AFM model over a host: what a widget sees of the page it stands on, with or without a kernel.

/** Keep a widget's traits and listeners; `deliver(model, message)` brings its messages to the host. */
export class Model {
  constructor(traits, deliver) {
    this.traits = traits;
    this.deliver = deliver;
    this.callbacks = new Map();
  }

  get(name) {
    return structuredClone(this.traits[name]);
  }

  set(name, value) {
    this.traits[name] = value;
  }

  save_changes() {}

  on(event, callback) {
    if (!this.callbacks.has(event)) this.callbacks.set(event, new Set());
    this.callbacks.get(event).add(callback);
  }

  off(event, callback) {
    this.callbacks.get(event)?.delete(callback);
  }

  send(message) {
    this.deliver(this, message);
  }

  /** Pass a message of the host to whoever listens; each gets a copy of its own. */
  emit(event, message) {
    for (const callback of [...(this.callbacks.get(event) ?? [])]) callback(structuredClone(message));
  }
}
