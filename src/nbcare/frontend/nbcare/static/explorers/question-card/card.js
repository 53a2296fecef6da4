// One family's card: its questions, what is missing, and how much still fits.

/** Return a card that holds the questions a family would pick by itself. */
export function startingCard({ picks }) {
  return { on: [...picks], own: ["", ""] };
}

/** Return all questions on the card as they are printed. */
export function lines({ questions }, { on, own }) {
  return [...inOrder(questions, on).map((id) => questions[id].text), ...written(own)];
}

/** Return how many questions of a topic are on the card. */
export function count({ questions }, ids, topic) {
  return ids.filter((id) => questions[id].topic === topic).length;
}

/** Return the topics that a card must have and has not. */
export function missing(data, { on }) {
  return Object.keys(data.topics).filter((topic) => data.topics[topic].must && !count(data, on, topic));
}

/** Return the card with the essential questions of its missing topics, as many as fit. */
export function completed(data, card) {
  const gaps = missing(data, card);
  const added = data.essentials.filter((id) => gaps.includes(data.questions[id].topic));
  return { ...card, on: [...card.on, ...added.slice(0, Math.max(data.most - size(card), 0))] };
}

/** Return how many questions are on the card, their own included. */
export function size({ on, own }) {
  return on.length + written(own).length;
}

/** Return a family's own questions without the empty ones. */
export function written(own) {
  return own.map((text) => text.trim()).filter(Boolean);
}

function inOrder(questions, on) {
  return Object.keys(questions).filter((id) => on.includes(id));
}
