// Every part of the toolkit once, on everyday content; tests drive it as `parts`.
import { ensureStyles } from "/kit/styles.js";
import * as toolkit from "/toolkit/index.js";
import { savePicturePanel } from "/toolkit/save-picture.js";

const { h } = toolkit;
ensureStyles(["nbcare.css", "kinds.css", "explorers.css", "../toolkit/controls.css", "../toolkit/charts.css"]);
const random = toolkit.generator(7);
const person = (rate) => {
  const time = -Math.log(1 - random()) / rate;
  const leaves = 4 + random() * 8;
  return { time: Math.min(time, leaves), event: time <= leaves };
};
const group = (n, rate) => toolkit.kaplanMeier(Array.from({ length: n }, () => person(rate)));
const days = Array.from({ length: 31 }, (_, i) => i);
const calls = [];
const record = (name) => (value) => calls.push([name, value]);

const parts = {
  lines: toolkit.lineChart({
    name: "Height of two plants",
    x: { label: "Time", unit: "days", min: 0, max: 30 },
    y: { label: "Height", unit: "cm", min: 0, max: 40 },
  }),
  log: toolkit.lineChart({
    name: "Yeast in a bowl",
    x: { label: "Time", unit: "hours", min: 0, max: 12 },
    y: { label: "Cells", min: 1, max: 1000000, log: true, say: (n) => n.toLocaleString("en") },
  }),
  survival: toolkit.survivalChart({
    name: "Bulbs that still burn",
    x: { label: "Time", unit: "months", min: 0, max: 12 },
    y: { label: "Bulbs that still burn" },
  }),
  bars: toolkit.barChart({
    name: "Apples that were eaten",
    axis: { label: "Eaten", unit: "%", min: 0, max: 100 },
    series: { red: "Red apples", green: "Green apples" },
  }),
  icons: toolkit.iconArray({
    name: "Umbrellas left in a bus",
    states: { lost: { label: "left in the bus", shape: "diamond" }, kept: { label: "taken home", shape: "ring" } },
  }),
  monitor: toolkit.monitorChart({
    name: "A greenhouse",
    steps: 13,
    time: (step) => `${step * 5} min`,
    traces: {
      heat: { label: "Temperature", unit: "°C", min: 10, max: 45, low: 18, high: 30 },
      damp: { label: "Moisture", unit: "%", min: 0, max: 100, low: 40, high: 80 },
      wind: {
        label: "Window, left and right",
        unit: "cm",
        min: 0,
        max: 60,
        low: 0,
        high: 40,
        say: (pair) => pair.join("/"),
      },
      light: { label: "Light", unit: "klx", min: 0, max: 100, low: 10, high: 90 },
    },
  }),
  slider: toolkit.slider({
    label: "Water a day",
    min: 0,
    max: 10,
    value: 3,
    say: (n) => `${n} dl`,
    changed: record("slider"),
  }),
  list: toolkit.slider({
    label: "Plants in the trial",
    values: [10, 30, 100, 300],
    value: 30,
    say: (n) => `${n} plants`,
    changed: record("list"),
  }),
  choice: toolkit.choice({
    label: "Soil",
    options: { sand: "Sand", clay: "Clay" },
    value: "sand",
    changed: record("choice"),
  }),
  toggles: toolkit.toggles({
    label: "Helpers",
    options: { sun: "Sun", rain: "Rain", bees: "Bees" },
    changed: record("toggles"),
  }),
  meter: toolkit.meter({ label: "Growth", max: 10, say: (n) => `${n} of 10` }),
  player: toolkit.player({ last: 4, say: (n) => `Day ${n}`, changed: record("player"), every: 200 }),
  cards: toolkit.cardSort({
    label: "Where does each thing belong?",
    cards: { fork: "A fork", nail: "A nail", cup: "A cup" },
    groups: { kitchen: "Kitchen", shed: "Shed" },
    changed: record("cards"),
  }),
  spans: toolkit.markSpans({
    text: "[[s1: Potatoes grow on trees.]] [[s2: Carrots grow in the ground.]]\n\n[[s3: Bananas are blue.]]",
    changed: record("spans"),
  }),
  drill: toolkit.drill({
    label: "Which is it?",
    options: { fruit: "Fruit", tool: "Tool" },
    cases: [
      { text: "An apple", key: "fruit", why: "It grows." },
      { text: "A saw", key: "tool", why: "It cuts." },
      { text: "A pear", key: "fruit", why: "It grows, too." },
      { text: "A hammer", key: "tool", why: "It hits." },
    ],
    changed: record("drill"),
  }),
  card: toolkit.paperCard({ label: "Print the list" }),
};

parts.lines.show({
  lines: [
    { label: "Watered", points: days.map((d) => [d, d * 1.1]), band: days.map((d) => [d, d * 0.9, d * 1.25]) },
    { label: "Dry", points: days.filter((d) => d % 5 === 0).map((d) => [d, d * 0.5]), marks: true },
  ],
  bounds: [{ at: 20, label: "fits the shelf" }],
  now: { at: 12, label: "today" },
});
parts.log.show({
  lines: [{ label: "Cells", points: days.slice(0, 13).map((hour) => [hour, Math.min(2 ** (hour * 1.6), 900000)]) }],
});
parts.survival.show({
  arms: [
    { label: "Good bulbs", curve: group(60, 0.05) },
    { label: "Cheap bulbs", curve: group(60, 0.14) },
  ],
  band: true,
});
parts.bars.show({
  groups: [
    {
      label: "Children",
      bars: [
        { series: "red", value: 62, low: 50, high: 74 },
        { series: "green", value: 87, low: 80, high: 94 },
      ],
    },
    {
      label: "Adults who had a very long day and came home late",
      bars: [
        { series: "red", value: 40, low: 30, high: 50 },
        { series: "green", value: 55, low: 41, high: 69, says: "about half" },
      ],
    },
  ],
});
parts.icons.show({
  arms: [
    { label: "On a rainy day", counts: { lost: 15, kept: 85 } },
    { label: "On a day that began with rain and ended with sun", counts: { lost: 40, kept: 60 } },
  ],
});
parts.monitor.show({
  at: 7,
  values: {
    heat: [20, 21, 22, 24, 27, 29, 31, 33],
    damp: [60, 58, 55, 50, 45, null, 38, 35],
    wind: days.slice(0, 8).map((d) => [10 + d, 5 + d]),
    light: [50, 52, 54, 56, 58, 60, 62, 64],
  },
});
parts.meter.show(7);
parts.card.show({
  title: "Ask the gardener",
  lines: ["When do I water?", "How much sun?"],
  note: "An everyday example.",
});

const keep = savePicturePanel({
  id: "gallery",
  pictures: [
    { name: "Plants", svg: parts.lines.svg },
    { name: "Umbrellas", svg: parts.icons.svg },
  ],
  caption: () => ({ title: "Plants & umbrellas", sentence: "The watered plant is taller < than the dry one." }),
  node: () => document.getElementById("here"),
});
const sections = Object.entries({ ...parts, keep: { element: keep } }).map(([name, part]) =>
  h("section", { id: `part-${name}`, "data-part": name }, part.element, part.table?.element),
);
document.getElementById("here").append(...sections);
Object.assign(window, { parts, calls, toolkit });
document.body.dataset.ready = "yes";
