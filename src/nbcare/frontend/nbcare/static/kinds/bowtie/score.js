// A bow-tie: a point for each of its five places.
import { countRight, markSet } from "../../kit/score-rules.js";
import { atMost, idSet, oneId, parts } from "../../kit/score-shape.js";

export const rule = "zeroOne";

export function read(item, response) {
  const given = parts(response, ["actions", "parameters", "condition"], "part");
  const pair = (name) => atMost(idSet(given[name], Object.keys(item[name]), "token"), 2, name);
  const [actions, parameters] = [pair("actions"), pair("parameters")];
  return { actions, condition: oneId(given.condition, Object.keys(item.conditions), "token"), parameters };
}

export const points = (item, answer) => countRight(marks(item, answer));
export const max = () => 5;

export function marks(item, { actions, condition, parameters }) {
  const conditions = condition === null ? [] : [condition];
  return {
    ...markSet(Object.keys(item.actions), actions, item.key.actions, "actions."),
    ...markSet(Object.keys(item.conditions), conditions, [item.key.condition], "conditions."),
    ...markSet(Object.keys(item.parameters), parameters, item.key.parameters, "parameters."),
  };
}
