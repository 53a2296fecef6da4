// The host of one question: it takes every answer as saved, and asks the scorer what it earns.
import { Model } from "../kit/model.js";

/** Make the model of one question; `tried(response)` hears each answer. */
export function previewModel(props, tried) {
  const context = { seed: "preview", assessment: "preview", scope: "preview" };
  return new Model(
    { props, context, state: { response: null, revision: 0 } },
    (model, { type, nonce, item, response, saw }) => {
      if (type !== "save") return;
      const revision = saw + 1;
      model.set("state", { response, revision });
      queueMicrotask(() => model.emit("msg:custom", { type: "saved", nonce, item, revision }));
      tried(response);
    },
  );
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
