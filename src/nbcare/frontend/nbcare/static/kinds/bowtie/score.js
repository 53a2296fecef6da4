// A bow-tie: a point for each of its five places.
import { countRight, markSet } from "../../kit/score-rules.js";
import { idSet, oneId, parts } from "../../kit/score-shape.js";

export const rule = "zeroOne";

export function read(item, response) {
  const pair = (name) => (ids) => idSet(ids, Object.keys(item[name]), 2);
  const condition = (id) => oneId(id, Object.keys(item.conditions));
  const given = parts(response, { actions: pair("actions"), parameters: pair("parameters"), condition });
  return { actions: [], condition: null, parameters: [], ...given };
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
