// The phone: six invented calls to sort, to advise and to close with a read-back.
import { fill, h, number, sideBySide, dataTable } from "../toolkit/index.js";
import { callBoard } from "./calls/board.js";
import { openCall } from "./calls/desk.js";
import { begin, outcome, readBack, stage } from "./calls/play.js";

export const styles = ["calls.css"];

/** Return the board, the list of calls and the call that is open. */
export function mount(props, ctx) {
  const words = checked(props.data);
  const ids = Object.keys(words.calls);
  const plays = Object.fromEntries(ids.map((id) => [id, begin()]));
  const state = { open: null, event: "", point: false, decided: new Set() };
  const board = callBoard(words.board, words.levels);
  const buttons = Object.fromEntries(
    ids.map((id) => [
      id,
      h("button", { type: "button", class: "nbc-button nbc-x-call", "data-call": id, onclick: () => take(id) }),
    ]),
  );
  const list = h(
    "div",
    { role: "group", "aria-label": words.calls_label },
    h("p", { class: "nbc-label" }, words.calls_label),
    h("div", { class: "nbc-x-waiting" }, Object.values(buttons)),
  );
  const desk = h("div", { class: "nbc-x-desk" }, h("p", { class: "nbc-hint" }, words.nothing_taken));
  const table = dataTable(words.table);
  update();
  return {
    element: sideBySide([board.element], [list, desk]),
    tables: [table.element],
    pictures: [{ name: props.title, svg: board.svg }],
    sentence,
    reached: () => state.point && state.decided.size > words.point.others,
  };

  function take(id) {
    Object.assign(state, { open: id, event: "opened" });
    update();
    desk.querySelector(".nbc-x-talk").focus();
  }
  function acted(event, change) {
    const { open } = state;
    Object.assign(plays[open], change);
    state.event = event;
    if (event === "decided") {
      state.decided.add(open);
      state.point ||= open === words.point.call && plays[open].asked.includes(words.point.ask);
    }
    update();
    // What had the focus is gone: lead on to the next thing to do.
    desk.querySelector(".nbc-x-turn :is(button, input)")?.focus();
  }
  function actions() {
    const play = plays[state.open];
    return {
      ask: (id) => acted("asked", { asked: [...play.asked, id] }),
      decide: (level) => acted("decided", { level }),
      advise: (id) => acted("advised", { advice: [...play.advice, id] }),
      mend: (id) => acted("closed", { mend: id }),
      again: () => acted("opened", begin()),
      next: () => take(ids.find((id) => !plays[id].level) ?? ids[(ids.indexOf(state.open) + 1) % ids.length]),
    };
  }
  function update() {
    const { open } = state;
    for (const [id, button] of Object.entries(buttons)) {
      button.textContent = `${sign(words, words.calls[id], plays[id])} “${firstSentence(words.calls[id].opens)}”`;
      button.setAttribute("aria-pressed", String(id === open));
    }
    if (open) desk.replaceChildren(...openCall(words, words.calls[open], plays[open], actions()));
    board.show({
      rows: ids.map((id) => ({
        label: words.calls[id].label,
        given: plays[id].level,
        needed: plays[id].level && words.calls[id].key,
        here: id === open,
      })),
    });
    table.show(callTable(words, plays, open));
    ctx.changed();
  }
  function sentence() {
    if (!state.open) return props.sentence;
    const done = ids.every((id) => stage(words.levels, words.calls[id], plays[id]) === "closed");
    return [sentenceOf(words, words.calls[state.open], plays[state.open], state.event), done ? total(words, plays) : ""]
      .filter(Boolean)
      .join(" ");
  }
}

function sentenceOf({ sentences, levels, readbacks, asks }, call, play, event) {
  const { who } = call;
  if (play.mend)
    return fill(sentences.closed, { who, level: levels[play.level].label, readback: readbacks[readBack(call, play)] });
  if (play.level)
    return fill(sentences[outcome(levels, call, play)], {
      who,
      level: levels[play.level].label,
      say: call.say[play.level],
    });
  if (event === "opened" && !play.asked.length) return fill(sentences.opened, { who });
  return fill(sentences.asked, { who, n: play.asked.length, most: asks, reply: call.asks[play.asked.at(-1)].reply });
}

function total({ sentences, calls, levels }, plays) {
  const found = Object.entries(plays).map(([id, play]) => [
    outcome(levels, calls[id], play),
    readBack(calls[id], play),
  ]);
  const count = (look) => found.filter((pair) => pair.includes(look)).length;
  const sorted = (look) => found.filter(([one]) => one === look).length;
  return fill(sentences.all, {
    all: found.length,
    right: sorted("right"),
    low: sorted("low"),
    high: sorted("high"),
    mended: count("mended"),
  });
}

/** Give a text up to its first full stop or question mark. */
function firstSentence(text) {
  return /^.*?[.?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function sign({ levels }, call, play) {
  const found = outcome(levels, call, play);
  return found === "low" ? "✗" : found ? "✓" : "☎";
}

function callTable({ calls, levels, readbacks, table }, plays, open) {
  const ids = Object.keys(calls);
  const rows = ids.map((id) => {
    const [call, play] = [calls[id], plays[id]];
    const questions = play.asked.map((one) => call.asks[one].ask).join(" ");
    const level = (one) => (play.level ? levels[one].label : table.none);
    return [
      call.label,
      questions || table.nothing,
      play.level ? level(play.level) : table.waiting,
      level(call.key),
      play.mend ? readbacks[readBack(call, play)] : table.none,
    ];
  });
  return { columns: table.columns, rows, marked: (r, c) => (c === 0 && ids[r] === open ? table.here : "") };
}

function checked(data) {
  for (const [id, call] of Object.entries(data.calls)) {
    if (!data.levels[call.key]) throw new Error(`the call ${id} needs the unknown level “${call.key}”`);
    for (const cue of call.cues) if (!call.asks[cue]) throw new Error(`the call ${id} has no question ${cue}`);
    if (!call.readback.wrong.every((part) => call.readback.text.includes(part)))
      throw new Error(`the call ${id} mends what its caller did not read back`);
  }
  return {
    ...data,
    asks: number(data.asks, "data.asks"),
    point: { ...data.point, others: number(data.point.others, "data.point.others") },
  };
}
