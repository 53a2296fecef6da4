// One widget's end of the page, in the form that AFM widgets know.

/** Keep a widget's traits, and pass its messages to the host. */
export class Model {
  constructor(host, traits) {
    Object.assign(this, { host, traits, callbacks: new Map() });
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
    this.host.receive(this, message);
  }

  emit(event, message) {
    for (const callback of [...(this.callbacks.get(event) ?? [])]) callback(structuredClone(message));
  }
}
