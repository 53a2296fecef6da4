// The host of one question: it takes every answer as saved, and asks the scorer what it earns.

export class Model {
  constructor(props, tried) {
    this.traits = {
      props,
      context: { seed: "preview", assessment: "preview", scope: "preview" },
      state: { response: null, revision: 0 },
    };
    this.callbacks = {};
    this.tried = tried;
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
    if (message.type !== "save") return;
    this.traits.state = { response: message.response, revision: message.saw + 1 };
    const saved = { type: "saved", nonce: message.nonce, item: message.item, revision: message.saw + 1 };
    queueMicrotask(() => this.#tell(saved));
    this.tried(message.response);
  }

  #tell(message) {
    for (const callback of this.callbacks["msg:custom"] ?? []) callback(structuredClone(message));
  }
}

/** Ask the Python scorer; null when it does not answer. */
export async function scored(id, response) {
  try {
    const answer = await fetch("/score", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id, response }),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
