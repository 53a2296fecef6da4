// One step's end of a case's model: the same as a question's own, so that a question needs to know of no case.

export class StepModel {
  constructor(model, props, state) {
    Object.assign(this, { model, props, state: state ?? { response: null, revision: 0 }, heard: new Map() });
  }

  get(name) {
    return { props: this.props, state: this.state, context: this.model.get("context") }[name];
  }

  on(event, callback) {
    const mine = ({ type, item }) =>
      item === this.props.id || (item === undefined && (type === "progress" || type === "lost"));
    const hear = event === "msg:custom" ? (message) => mine(message) && callback(message) : callback;
    this.heard.set(callback, hear);
    this.model.on(event, hear);
  }

  off(event, callback) {
    this.model.off(event, this.heard.get(callback));
  }

  /** Greeting the host is the case's to do, once for all steps. */
  send(message) {
    if (message.type !== "hello") this.model.send(message);
  }
}
