// The receipt: when, its number, and what was handed in; it can be printed alone.
import { h } from "../kit/dom.js";
import { localTime } from "../kit/local-time.js";
import { handedIn } from "./answers.js";
import { words } from "./words.js";

const ALONE = "nbp-print-receipt";

/** Make the receipt of a quiz. */
export function receiptOf(receipt, quiz, data, host, questions) {
  const names = words.receipt;
  const rows = [
    [names.assessment, document.querySelector("h1")?.textContent ?? receipt.assessment],
    [names.learner, words.who(receipt.learner, receipt.learner === data.learner ? data.name : "")],
    [names.at, localTime(receipt.at)],
    [
      names.attempt,
      receipt.attempt ? (quiz.attempts ? `${receipt.attempt} of ${quiz.attempts}` : String(receipt.attempt)) : "",
    ],
    [names.late, receipt.late ? words.yes : ""],
    [names.counts, receipt.counts === false ? words.whenAccepted : ""],
    [names.answered, `${receipt.answered} of ${receipt.total}`],
    [names.hash, h("code", null, receipt.hash)],
    [names.where, receipt.where], // a file to pass on; where the course keeps its own is nothing to a nurse
  ];
  return h(
    "div",
    { class: "nbp-receipt" },
    h(
      "p",
      { class: "nbp-receipt-lead" },
      h("span", { class: "nbp-receipt-sign", "aria-hidden": "true" }, "✓"),
      words.receiptLead,
    ),
    h(
      "dl",
      null,
      rows.filter(([name, value]) => name && value).map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
    ),
    h("details", { class: "nbp-more" }, h("summary", null, words.what), handedIn(host, questions)),
    h(
      "div",
      { class: "nbp-buttons nbp-no-print" },
      h("button", { type: "button", class: "nbp-button", onclick: printReceipt }, words.print),
    ),
  );
}

function printReceipt() {
  const page = document.documentElement;
  page.classList.add(ALONE);
  window.addEventListener("afterprint", () => page.classList.remove(ALONE), { once: true });
  window.print();
}
