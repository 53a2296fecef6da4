// A host in the page: an AFM model whose disk is this browser's session storage.
import explorer from "/kit/explorer.js";
const props = await (await fetch(`/props.json${location.search}`)).json();
const place = `disk:${props?.id}`;
const disk = () => JSON.parse(sessionStorage.getItem(place)) || { response: null, revision: 0 };
const listeners = new Map();
window.sent = [];
const tell = (message) =>
  setTimeout(() => (listeners.get("msg:custom") || []).forEach((callback) => callback(message)));
const model = {
  get: (name) => ({ props, state: disk(), context: { seed: "s", assessment: null, scope: "module" } })[name],
  set() {},
  save_changes() {},
  on: (event, callback) => listeners.set(event, [...(listeners.get(event) || []), callback]),
  off: (event, callback) =>
    listeners.set(
      event,
      (listeners.get(event) || []).filter((one) => one !== callback),
    ),
  send(message) {
    window.sent.push(message);
    if (message.type === "hello") return tell({ type: "state", item: props.id, ...disk() });
    if (window.dead) return;
    const { nonce, item, response, saw } = message;
    const now = disk();
    if (saw !== now.revision) return tell({ type: "conflict", nonce, item, ...now });
    sessionStorage.setItem(place, JSON.stringify({ response, revision: saw + 1 }));
    tell({ type: "saved", nonce, item, revision: saw + 1, at: "2026-01-01T00:00:00Z" });
  },
};
window.tell = tell;
window.stop = await explorer.render({ model, el: document.getElementById("here") });
document.body.dataset.ready = "yes";
