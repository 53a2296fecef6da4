// Draw a child with a mark at each part of the body that has something to tell.
import { svg } from "../../kit/svg.js";

// Where the first mark stands and where on the body its line ends; more marks and the label go outwards.
const PLACES = {
  head: { mark: [338, 30], at: [262, 48] },
  mood: { mark: [340, 88], gap: 46 },
  nose: { mark: [338, 148], at: [237, 110] },
  belly: { mark: [338, 250], at: [248, 262] },
  joints: { mark: [338, 392], at: [262, 393] },
  eyes: { mark: [122, 70], at: [198, 92] },
  lips: { mark: [122, 134], at: [218, 132] },
  skin: { mark: [122, 204], at: [164, 236] },
  blood: { mark: [122, 310], at: [206, 286] },
};
const MIDDLE = 230;
const APART = 33;

const ICONS = {
  house: { shape: "M-13 13 V-3 L0 -15 L13 -3 V13 Z", sign: "M-4 13 V4 H4 V13" },
  telephone: { shape: "M0 -16 L17 13 H-17 Z", sign: "M-5 -2 q0 9 9 10 l1 -4 -4 -1 -2 1 q-1 -2 -1 -3 l2 -1 -1 -4 z" },
  alarm: { shape: "M-6 -15 H6 L15 -6 V6 L6 15 H-6 L-15 6 V-6 Z", sign: "M0 -9 V3 M0 8 V9" },
};

/** Return the mark of a level, in the middle of its own coordinates. */
export function icon(level, symbol) {
  const { shape, sign } = ICONS[symbol];
  return svg(
    "g",
    { class: "nbc-x-icon", "data-level": level },
    svg("path", { d: shape }),
    svg("path", { d: sign, class: "nbc-x-sign" }),
  );
}

/** Make {element, show(levels, chosen)}; `choose(area)` is called by mouse or touch, keys use the buttons. */
export function drawBody(areas, symbols, choose) {
  const marks = Object.fromEntries(
    Object.keys(areas).map((id) => [id, callout(id, areas[id].label, () => choose(id))]),
  );
  const child = drawChild((id) => id in areas && choose(id));
  const element = svg(
    "svg",
    {
      viewBox: "-50 0 560 470",
      class: "nbc-x-picture nbc-x-person",
      preserveAspectRatio: "xMidYMid slice",
      "aria-hidden": "true",
    },
    child,
    Object.values(marks).map(({ group }) => group),
  );
  return { element, show };

  function show(levels, chosen) {
    for (const [id, mark] of Object.entries(marks)) {
      mark.group.toggleAttribute("data-off", !levels[id].length);
      mark.group.toggleAttribute("data-chosen", id === chosen);
      mark.show(levels[id], symbols);
    }
  }
}

function callout(id, label, onclick) {
  const {
    mark: [x, y],
    at,
    gap = 27,
  } = PLACES[id];
  const outwards = x < MIDDLE ? -1 : 1;
  const words = svg("text", { "text-anchor": outwards < 0 ? "end" : "start" });
  const plate = svg("rect", { class: "nbc-x-plate", y: y - 22, height: 44, rx: 22 });
  const icons = svg("g", null);
  const line = at
    ? [
        svg("path", { class: "nbc-x-lead", d: `M${x} ${y} L${at[0]} ${at[1]}` }),
        svg("circle", { class: "nbc-x-target", cx: at[0], cy: at[1], r: 4.5 }),
      ]
    : [];
  return { group: svg("g", { class: "nbc-x-callout", "data-area": id, onclick }, line, plate, words, icons), show };

  function show(levels, symbols) {
    const wide = (Math.max(levels.length, 1) - 1) * APART;
    const drawn = levels.map((level, i) =>
      svg("g", { transform: `translate(${x + outwards * i * APART} ${y})` }, icon(level, symbols[level].symbol)),
    );
    icons.replaceChildren(...(levels.length ? drawn : [svg("circle", { cx: x, cy: y, r: 5, class: "nbc-x-dot" })]));
    plate.setAttribute("x", Math.min(x, x + outwards * wide) - 22);
    plate.setAttribute("width", wide + 44);
    words.replaceChildren(
      ...broken(label).map((text, i, all) =>
        svg("tspan", { x: x + outwards * (wide + gap), y: y + 6 + (i - (all.length - 1) / 2) * 20 }, text),
      ),
    );
  }
}

function broken(label) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const line = lines.at(-1);
    if (line && line.length + word.length > 9) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function drawChild(choose) {
  const path = (d, name) => svg("path", { d, class: name });
  const part = (id, ...nodes) => svg("g", { class: "nbc-x-part", onclick: () => choose(id) }, nodes);
  return svg(
    "g",
    { class: "nbc-x-child" },
    part(
      "skin",
      path("M186 186 Q160 214 152 262 Q150 276 158 278 Q166 279 170 266 Q178 232 196 214 Z", "nbc-x-skin"),
      path("M274 186 Q300 214 308 262 Q310 276 302 278 Q294 279 290 266 Q282 232 264 214 Z", "nbc-x-skin"),
    ),
    part(
      "joints",
      path("M194 330 L192 424 Q192 440 206 440 H218 Q224 440 222 428 L226 340 Z", "nbc-x-skin"),
      path("M266 330 L268 424 Q268 440 254 440 H242 Q236 440 238 428 L234 340 Z", "nbc-x-skin"),
      path("M198 392 q10 6 20 0 M242 392 q10 6 20 0", "nbc-x-line"),
    ),
    path(
      "M186 428 Q178 448 196 450 H218 Q226 450 224 436 Z M274 428 Q282 448 264 450 H242 Q234 450 236 436 Z",
      "nbc-x-shoes",
    ),
    path("M190 296 L186 360 H226 L230 330 L234 360 H274 L270 296 Z", "nbc-x-shorts"),
    part(
      "belly",
      path(
        "M196 172 Q230 186 264 172 Q286 180 296 216 L276 228 L270 308 H190 L184 228 L164 216 Q174 180 196 172 Z",
        "nbc-x-shirt",
      ),
      path("M214 262 q16 12 32 0", "nbc-x-line"),
    ),
    part("skin", path("M216 150 V176 Q230 186 244 176 V150 Z", "nbc-x-skin")),
    part(
      "head",
      path("M166 98 A64 64 0 0 1 294 98 A64 66 0 0 1 166 98 Z", "nbc-x-skin"),
      path("M166 96 q-12 2 -8 14 q4 10 12 6 M294 96 q12 2 8 14 q-4 10 -12 6", "nbc-x-skin"),
      path(
        "M164 92 Q160 30 230 28 Q300 30 296 92 Q284 62 252 62 Q262 70 262 76 Q226 60 204 62 Q176 66 164 92 Z",
        "nbc-x-hair",
      ),
    ),
    part("eyes", path("M204 88 v8 M256 88 v8", "nbc-x-eye")),
    part("nose", path("M230 100 q6 10 -2 12", "nbc-x-line")),
    part("lips", path("M212 128 q18 16 36 0", "nbc-x-line")),
    part(
      "mood",
      path(
        "M310 84 q-2 -22 18 -22 q10 -14 26 -4 q24 -4 22 20 q14 16 -6 26 q-8 18 -28 8 q-18 8 -26 -8 q-12 -8 -6 -20 Z",
        "nbc-x-bubble",
      ),
      svg("circle", { cx: 303, cy: 118, r: 4, class: "nbc-x-bubble" }),
    ),
  );
}
