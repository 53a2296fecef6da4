// The jargon marker: other words, shorter sentences, the school grade, and the warnings that it can't see.
import { action, choice, fill, h, number, plain, rich, sideBySide, dataTable, toggles } from "../toolkit/index.js";
import { asText, letterSheet, order, written } from "./jargon/letter.js";
import { gradePicture } from "./jargon/picture.js";
import { reading } from "./jargon/reading.js";

export const styles = ["jargon.css"];

/** Return the letter with its phrases, its wordings and its cuts. */
export function mount(props, ctx) {
  const words = props.data;
  const ids = order(words.letter);
  const ward = ids.filter((id) => words.phrases[id]);
  const state = { marked: [], chosen: {}, current: null, touched: false, tried: {}, seen: new Set() };
  const sheet = letterSheet({ label: words.letter_label, hint: words.mark_hint, sentences: words.letter }, mark);
  const limits = {
    top: number(words.top, "data.top"),
    aim: { ...words.aim, from: number(words.aim.from, "data.aim.from"), to: number(words.aim.to, "data.aim.to") },
  };
  const picture = gradePicture(words.picture, limits);
  const cuts = toggles({
    label: words.cut_label,
    options: Object.fromEntries(words.letter.map((one, i) => [`s${i}`, one.cut_label])),
    changed: touched,
  });
  const quick = h(
    "div",
    { class: "nbc-x-buttons" },
    action(words.all_plain, allPlain),
    action(words.again, again, "nbc-quiet"),
  );
  const panel = h("div", { class: "nbc-x-wording" });
  const lost = h("div", { class: "nbc-x-lost-list" });
  const table = dataTable(words.table);
  const known = figures(words, ward);
  renewed();
  return {
    element: sideBySide([sheet.element, picture.element], [panel, cuts.element, quick, lost]),
    tables: [table.element],
    pictures: [{ name: props.title, svg: picture.svg }],
    sentence,
    reached: () => state.seen.has("good") && state.seen.has("blind"),
    say: (text) => fill(text, known),
  };

  function mark(id, on) {
    state.marked = on
      ? ids.filter((one) => one === id || state.marked.includes(one))
      : state.marked.filter((one) => one !== id);
    state.current = on ? id : (state.marked.at(-1) ?? null);
    renewed();
    touched();
  }
  function allPlain() {
    state.marked = ids.filter((id) => ward.includes(id) || state.marked.includes(id));
    state.chosen = Object.fromEntries(ward.map((id) => [id, "plain"]));
    if (!ward.includes(state.current)) state.current = ward[0];
    renewed();
    touched();
  }
  function again() {
    Object.assign(state, { marked: [], chosen: {}, current: null });
    cuts.set([]);
    renewed();
    touched();
  }
  function choose(id, kind) {
    state.chosen[id] = kind;
    panel.querySelector(".nbc-x-suggestion").replaceChildren(...rich(words.phrases[id].say[kind]));
    touched();
  }
  function go(to) {
    state.current = to;
    renewed();
    panel.querySelector("input:checked, p[tabindex]")?.focus();
  }
  function touched() {
    state.touched = true;
    update();
  }
  /** Draw the wordings of the phrase that was marked last. */
  function renewed() {
    panel.replaceChildren(...wordings(words, state, { choose, go }));
    update();
  }
  function update() {
    const now = asItStands(words, ward, { cut: cutList(), kind });
    sheet.show(
      now.letter,
      state.marked,
      ward.filter((id) => kind(id) !== "ward"),
    );
    remember(now);
    picture.show({
      rows: rows(words.picture, known, state.tried, now),
      kept: ward.length - now.lost.length,
      lost: now.lost.length,
    });
    lost.replaceChildren(...lostList(words, now.lost));
    table.show(letterTable(words, ward, now, kind, known));
    ctx.changed();
  }
  function cutList() {
    return words.letter.map((_, i) => cuts.value().includes(`s${i}`));
  }
  function kind(id) {
    return state.marked.includes(id) ? (state.chosen[id] ?? "ward") : "ward";
  }
  /** Keep what each tool did alone, and whether both halves of the point were seen. */
  function remember({ grade, lost: gone, plain: n, cuts: c }) {
    if (c === words.letter.length && ward.every((id) => kind(id) === "ward")) state.tried.cut = grade;
    if (c === 0 && n === ward.length) state.tried.plain = grade;
    if (c === words.letter.length && n === ward.length) state.seen.add("good");
    if (gone.length) state.seen.add("blind");
  }
  function sentence() {
    if (!state.touched) return props.sentence;
    const now = asItStands(words, ward, { cut: cutList(), kind });
    const marked = state.marked.filter((id) => ward.includes(id)).length;
    return sentenceOf(words, now, { marked, all: ward.length, known });
  }
}

/** Return the letter with the words and cuts chosen: {letter, lost, plain, cuts, sentences, words, syllables, grade}. */
function asItStands({ letter, phrases, decoys }, ward, { cut, kind }) {
  const now = written(letter, cut, (id) => (phrases[id] ? phrases[id].words[kind(id)] : decoys[id].text));
  const lost = ward.filter((id) => kind(id) === "easy");
  const counts = reading(asText(now));
  return {
    letter: now,
    lost,
    plain: ward.filter((id) => kind(id) === "plain").length,
    cuts: cut.filter(Boolean).length,
    ...counts,
    grade: Number(counts.grade.toFixed(1)),
  };
}

/** Return the grades that the comparison names. */
function figures(words, ward) {
  const grade = (cut, kind) => asItStands(words, ward, { cut: words.letter.map(() => cut), kind }).grade.toFixed(1);
  const all = (kind) => () => kind;
  return {
    start: grade(false, all("ward")),
    cut: grade(true, all("ward")),
    plain: grade(false, all("plain")),
    both: grade(true, all("plain")),
    skin: grade(false, (id) => (id === "j2" ? "plain" : "ward")),
  };
}

function rows(words, known, tried, now) {
  return [
    { label: words.start, grade: Number(known.start) },
    { label: words.cut, grade: tried.cut ?? null },
    { label: words.plain, grade: tried.plain ?? null },
    { label: words.now, grade: now.grade, now: true },
  ];
}

function sentenceOf({ sentences, phrases, letter }, now, { marked, all, known }) {
  const change = now.grade - Number(known.start);
  const list = now.lost.map((id) => plain(phrases[id].keeps)).join("; ");
  const values = {
    grade: now.grade.toFixed(1),
    change: Math.abs(change).toFixed(1),
    n: now.lost.length,
    list,
    plain: now.plain,
    all,
    cuts: now.cuts,
    sentences: letter.length,
    marked,
  };
  return sentencesFor(now, { change, best: Number(known.both), all, whole: letter.length })
    .map((name) => fill(sentences[name], values))
    .join(" ");
}

function sentencesFor({ grade, lost, plain: n, cuts }, { change, best, all, whole }) {
  if (n === all && cuts === whole) return ["point"];
  if (lost.length && grade < best) return ["blind"];
  if (change === 0) return ["same", lost.length ? "lost" : "marked"];
  return [change < 0 ? "lower" : "higher", "done", lost.length ? "lost" : "kept"];
}

function wordings(words, { current, marked, chosen }, { choose, go }) {
  if (!current) return [h("p", { class: "nbc-hint" }, words.nothing_marked)];
  const others = h(
    "div",
    { class: "nbc-x-buttons" },
    marked.length > 1 ? [action(words.previous, () => go(beside(-1))), action(words.next, () => go(beside(1)))] : null,
  );
  const decoy = words.decoys[current];
  if (decoy)
    return [
      h("p", { class: "nbc-label", tabindex: "-1" }, fill(words.words_label, { phrase: decoy.text })),
      h("p", { class: "nbc-x-suggestion" }, rich(decoy.say)),
      others,
    ];
  const { words: options, say } = words.phrases[current];
  const value = chosen[current] ?? "ward";
  const radios = choice({
    label: fill(words.words_label, { phrase: options.ward }),
    options,
    value,
    changed: (kind) => choose(current, kind),
  });
  return [radios.element, h("p", { class: "nbc-x-suggestion" }, rich(say[value])), others];

  function beside(step) {
    return marked[(marked.indexOf(current) + step + marked.length) % marked.length];
  }
}

function lostList({ phrases, lost_label }, lost) {
  if (!lost.length) return [];
  return [
    h("p", { class: "nbc-label" }, lost_label),
    h(
      "ul",
      null,
      lost.map((id) => h("li", null, h("strong", null, `✗ ${plain(phrases[id].keeps)}. `), rich(phrases[id].say.easy))),
    ),
  ];
}

function letterTable({ phrases, kinds, table }, ward, now, kind, known) {
  const rows = ward.map((id) => {
    const warning = phrases[id].keeps;
    return [
      phrases[id].words.ward,
      phrases[id].words[kind(id)],
      kinds[kind(id)],
      fill(now.lost.includes(id) ? table.lost : table.kept, { warning }),
    ];
  });
  rows.push([
    fill(table.now, { grade: now.grade.toFixed(1) }),
    fill(table.counts, now),
    fill(table.start, { grade: known.start }),
    "",
  ]);
  return { columns: table.columns, rows };
}
