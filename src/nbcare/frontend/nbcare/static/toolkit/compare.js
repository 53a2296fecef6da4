// The end of an explorer: the prediction beside what the picture showed.
import { h } from "../kit/dom.js";
import { rich } from "../kit/rich.js";
import { words } from "./strings.js";

/** Make {element, unlock(), open(choice)}; `ready` says whether the point was seen, `choice` gives the prediction. */
export function comparePanel({ prediction, compare }, { ready, choice }) {
  const result = h("div", { class: "nbc-x-result", role: "status" });
  const button = h(
    "button",
    { type: "button", class: "nbc-button", disabled: true, onclick: () => result.replaceChildren(...found()) },
    words.compare,
  );
  const element = h(
    "div",
    { class: "nbc-x-compare" },
    h("p", { class: "nbc-x-step" }, words.compareTitle),
    button,
    result,
  );
  return {
    element,
    unlock: () => {
      button.disabled = false;
      button.classList.add("nbc-primary");
    },
  };

  function found() {
    if (!ready()) return [h("p", null, rich(compare.not_yet))];
    const chosen = choice();
    const agree = chosen === prediction.seen;
    const pairs = [
      [words.predicted, prediction.options[chosen]],
      [words.seen, prediction.options[prediction.seen]],
    ];
    return [
      h("p", { class: "nbc-x-verdict", "data-agree": String(agree) }, agree ? words.same : words.differs),
      h(
        "dl",
        { class: "nbc-x-pair" },
        pairs.map(([label, text]) => [h("dt", null, label), h("dd", null, rich(text))]),
      ),
      h("p", null, rich(compare.feedback[chosen])),
      h("p", null, h("strong", null, `${words.why}: `), rich(compare.why)),
    ];
  }
}
