// One step's end of a case's model: the same as a question's own, so that a question needs to know of no case.
import { Model } from "./model.js";

export class StepModel extends Model {
  constructor(model, props, state) {
    const traits = { props, state: state ?? { response: null, revision: 0 }, context: model.get("context") };
    // Greeting the host is the case's to do, once for all steps.
    super(traits, (_, message) => (message.type !== "hello" || message.fresh) && model.send(message));
    this.model = model;
    this.heard = new Map();
  }

  on(event, callback) {
    const mine = ({ type, item }) =>
      item === this.traits.props.id || (item === undefined && (type === "progress" || type === "lost"));
    const hear = event === "msg:custom" ? (message) => mine(message) && callback(message) : callback;
    this.heard.set(callback, hear);
    this.model.on(event, hear);
  }

  off(event, callback) {
    this.model.off(event, this.heard.get(callback));
  }
}
