// The question card: a family's own questions, what its worry leaves out, and the card on paper.
import {
  action,
  choice,
  fill,
  h,
  number,
  paperCard,
  plain,
  rich,
  sideBySide,
  dataTable,
  uid,
} from "../toolkit/index.js";
import { completed, count, lines, missing, size, startingCard, written } from "./question-card/card.js";
import { topicGrid } from "./question-card/picture.js";

export const styles = ["question-card.css"];

/** Return the grid of topics, the choice of family and questions, and the card. */
export function mount(props, ctx) {
  const data = checked(props.data);
  const cards = Object.fromEntries(Object.entries(data.families).map(([id, family]) => [id, startingCard(family)]));
  const state = { family: null, seen: new Set(), completed: false };
  const picture = topicGrid(data.picture);
  const family = choice({ label: data.family_label, options: labels(data.families), changed: chosen });
  const topic = choice({
    label: data.topic_label,
    options: labels(data.topics),
    value: Object.keys(data.topics)[0],
    changed: listed,
  });
  const list = h("div", { class: "nbc-x-questions" });
  const warning = h("p", { class: "nbc-x-warning", role: "alert" });
  const own = ownQuestions(data, typed);
  const quick = h(
    "div",
    { class: "nbc-x-buttons" },
    action(data.add, () => replace(completed(data, cards[state.family])), "nbc-primary"),
    action(data.back, () => replace(startingCard(data.families[state.family]))),
  );
  const worry = h("p", { class: "nbc-x-worry" });
  const builder = h(
    "div",
    { class: "nbc-x-builder", hidden: true },
    worry,
    quick,
    topic.element,
    list,
    warning,
    own.element,
  );
  const first = h("p", { class: "nbc-hint" }, data.first);
  const paper = paperCard({ label: data.print, look: "nbc-x-question-paper" });
  paper.element.hidden = true;
  const table = dataTable(data.table);
  const element = sideBySide(picture.element, [family.element, first, builder]);
  element.append(paper.element);
  update();
  return {
    element,
    tables: [table.element],
    pictures: [{ name: props.title, svg: picture.svg }],
    sentence,
    reached: () => state.seen.size > 1 && state.completed,
  };

  function chosen(id) {
    state.family = id;
    state.seen.add(id);
    first.hidden = true;
    builder.hidden = paper.element.hidden = false;
    worry.replaceChildren(...rich(fill(data.worry, data.families[id])));
    own.set(cards[id].own);
    listed();
    update();
  }
  function listed() {
    warning.textContent = "";
    if (state.family) list.replaceChildren(...questionBoxes(data, topic.value(), cards[state.family].on, switched));
  }
  function switched(id, on, box) {
    const card = cards[state.family];
    if (on && size(card) >= data.most) {
      box.checked = false;
      warning.textContent = data.full;
      return;
    }
    card.on = on ? [...card.on, id] : card.on.filter((one) => one !== id);
    warning.textContent = "";
    update();
  }
  function typed(texts) {
    const card = cards[state.family];
    const next = { ...card, own: texts };
    // Only a new question can be one too many; words added to one that stands are welcome.
    warning.textContent = size(next) > data.most ? data.full : "";
    if (size(next) > data.most) return own.set(card.own);
    cards[state.family] = next;
    update();
  }
  function replace(card) {
    cards[state.family] = card;
    own.set(card.own);
    listed();
    update();
  }
  function update() {
    const card = cards[state.family];
    state.completed ||= Boolean(card) && !missing(data, card).length;
    picture.show({ columns: columns(data, state, card), topics: Object.values(data.topics) });
    if (card) paper.show(onPaper(data, card));
    table.show(cardTable(data, card));
    ctx.changed();
  }
  function sentence() {
    if (!state.family) return props.sentence;
    const card = cards[state.family];
    const { label, picks } = data.families[state.family];
    const gaps = missing(data, card);
    const values = {
      family: plain(label),
      n: size(card),
      six: picks.length,
      kept: picks.filter((id) => card.on.includes(id)).length,
      topics: gaps.map((id) => data.topics[id].label.toLowerCase()).join(", "),
    };
    return [data.sentences.card, gaps.length ? data.sentences.missing : data.sentences.complete]
      .map((text) => fill(text, values))
      .join(" ");
  }
}

function labels(things) {
  return Object.fromEntries(Object.entries(things).map(([id, { label }]) => [id, label]));
}

function questionBoxes({ questions }, topic, on, switched) {
  return Object.entries(questions)
    .filter(([, one]) => one.topic === topic)
    .map(([id, { text, why }]) => {
      const box = h("input", {
        type: "checkbox",
        value: id,
        checked: on.includes(id),
        onchange: () => switched(id, box.checked, box),
      });
      return h(
        "label",
        { class: "nbc-option" },
        box,
        h(
          "span",
          { class: "nbc-option-text" },
          h("span", { class: "nbc-x-question-text" }, rich(text)),
          h("span", { class: "nbc-x-why" }, rich(why)),
        ),
      );
    });
}

/** Make two fields for a family's own words; what is typed stays in this page. */
function ownQuestions(data, typed) {
  const hint = uid("hint");
  const fields = [1, 2].map((n) =>
    h("input", {
      type: "text",
      class: "nbc-x-own",
      maxlength: data.own_long,
      autocomplete: "off",
      "aria-label": `${data.own_label} ${n}`,
      "aria-describedby": hint,
      oninput: () => typed(fields.map((field) => field.value)),
    }),
  );
  const element = h(
    "div",
    { class: "nbc-x-owns" },
    h("p", { class: "nbc-label" }, data.own_label),
    fields,
    h("p", { id: hint, class: "nbc-hint" }, data.own_hint),
  );
  return { element, set: (texts) => fields.forEach((field, i) => (field.value = texts[i])) };
}

function columns(data, { family, seen }, card) {
  const topics = Object.keys(data.topics);
  const counts = (ids) => topics.map((topic) => count(data, ids, topic));
  const all = Object.entries(data.families).map(([id, { short, picks }]) => ({
    label: short,
    counts: seen.has(id) ? counts(picks) : null,
    here: id === family,
  }));
  return [...all, { label: data.picture.now, counts: card ? counts(card.on) : null, now: true }];
}

function onPaper(data, card) {
  const { title, before, blank, heard, note } = data.card;
  const blanks = Array.from({ length: Math.min(Math.max(data.most - size(card), 0), 2) }, () => blank);
  return { title, before, lines: [...lines(data, card), ...blanks, heard], note };
}

function cardTable({ questions, topics, table }, card) {
  const rows = Object.entries(questions).map(([id, { topic, text, why }]) => [
    topics[topic].label,
    text,
    card?.on.includes(id) ? table.yes : table.no,
    why,
  ]);
  for (const text of written(card?.own ?? [])) rows.push([table.own, text, table.yes, table.none]);
  return { columns: table.columns, rows };
}

function checked(data) {
  const unknown = [...data.essentials, ...Object.values(data.families).flatMap(({ picks }) => picks)].find(
    (id) => !data.questions[id],
  );
  if (unknown) throw new Error(`there is no question ${unknown}`);
  const lost = Object.entries(data.questions).find(([, { topic }]) => !data.topics[topic]);
  if (lost) throw new Error(`the question ${lost[0]} has the unknown topic ${lost[1].topic}`);
  return { ...data, most: number(data.most, "data.most"), own_long: number(data.own_long, "data.own_long") };
}
