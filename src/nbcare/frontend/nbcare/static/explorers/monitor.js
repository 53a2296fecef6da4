// The infusion monitor: time in steps, seven readings and a pump, acts whose effect is seen in the next step.
import { choice, fill, h, player, rich, stacked, dataTable, toggles } from "../toolkit/index.js";
import { refusal, run } from "./monitor/model.js";
import { monitorPicture } from "./monitor/picture.js";
import { clock, level } from "./monitor/readings.js";
import { noteOf, panelOf, sentenceOf } from "./monitor/sentence.js";
import { runTable, stepTable } from "./monitor/tables.js";

export const styles = ["monitor.css"];

/** Return the monitor with its children, its acts and its clock. */
export function mount(props, ctx) {
  const words = checked(props.data);
  const now = { id: Object.keys(words.scenarios)[0], acts: {}, frames: [], reached: false, touched: false };
  const scenario = () => words.scenarios[now.id];
  const order = Object.keys(words.acts);
  const child = h("div", { class: "nbc-x-child-now" });
  const panel = h("div", { class: "nbc-x-account", role: "status" });
  const refusedLine = h("p", { class: "nbc-x-warning", role: "alert" });
  const picture = monitorPicture(props.title, words);
  const steps = dataTable(words.table);
  const runs = dataTable(words.runs);
  const who = choice({ label: words.scenario_label, value: now.id, options: labels(words.scenarios), changed: chosen });
  const acts = toggles({ label: words.act_label, options: labels(words.acts), changed: act });
  const time = player({
    last: longest(words.scenarios),
    say: (step) => clock(scenario(), step),
    changed: moved,
    next: allowed,
  });
  const figure = [who.element, child, picture.element];
  update();
  return {
    element: stacked(figure, [
      h("div", { class: "nbc-x-doing" }, acts.element, h("p", { class: "nbc-note" }, words.act_hint), refusedLine),
      time.element,
      panel,
    ]),
    tables: [steps.element, runs.element],
    pictures: [{ name: props.title, svg: picture.svg }],
    sentence: () => (now.touched ? sentenceOf(words, scenario(), now.frames) : props.sentence),
    reached: () => now.reached,
    stop: time.stop,
  };

  function chosen(id) {
    Object.assign(now, { id, acts: {}, touched: true });
    time.go(0); // which calls moved
  }
  // Going back takes back what was done later; at the beginning everything starts anew.
  function moved(step) {
    const earlier = Object.entries(now.acts).filter(([at]) => Number(at) <= step && step > 0);
    Object.assign(now, { acts: Object.fromEntries(earlier), touched: true });
    update(step);
  }
  function allowed() {
    if (!now.frames.at(-1).ending) return true;
    refusedLine.textContent = words.refused.over;
    return false;
  }
  function act(ids) {
    const step = now.frames.at(-1).step;
    const before = now.acts[step] ?? [];
    const wanted = ids.filter((id) => !before.includes(id));
    const unchanged = order.filter((id) => before.includes(id) && ids.includes(id));
    const held = run(scenario(), { ...now.acts, [step]: unchanged }, step).at(-1);
    const refused = wanted.map((id) => refusal(id, held)).find(Boolean) ?? "";
    now.acts[step] = refused ? unchanged : order.filter((id) => ids.includes(id));
    now.touched = true;
    update(step, refused);
  }
  function update(step = 0, refused = "") {
    const before = now.frames.at(-1);
    now.frames = run(scenario(), now.acts, step);
    const last = now.frames.at(-1);
    if (alarm(words, scenario(), before, last) || last.ending) time.pause();
    const { scenario: id, step: at } = words.point;
    now.reached ||= now.id === id && last.step >= at && Object.values(now.acts).every((did) => !did.length);
    child.replaceChildren(...childNow(words, scenario(), last));
    picture.show({ scenario: scenario(), frames: now.frames });
    acts.set(now.acts[last.step] ?? []);
    refusedLine.textContent = refused && words.refused[refused];
    panel.replaceChildren(...panelOf(words, scenario(), now.frames));
    steps.show(stepTable(words, scenario(), now.frames));
    runs.show(runTable(words, scenario(), now.frames));
    ctx.changed();
  }
}

function labels(parts) {
  return Object.fromEntries(Object.entries(parts).map(([id, { label }]) => [id, label]));
}

function longest(scenarios) {
  return Math.max(...Object.values(scenarios).map(({ last }) => last));
}

// Play stops when a reading newly asks for an act.
function alarm({ traces, age_limit }, scenario, before, now) {
  const asks = (frame) =>
    Object.entries(traces)
      .filter(([id, trace]) => level(trace, frame.values[id], scenario, scenario.start[id], age_limit) === "act")
      .map(([id]) => id);
  return before && asks(now).some((id) => !asks(before).includes(id));
}

function childNow({ child, you_see }, scenario, frame) {
  const who = fill(child, {
    name: scenario.name,
    age: scenario.age,
    weight: scenario.start.weight.toFixed(1),
    drug: scenario.drug,
  });
  return [
    h("p", { class: "nbc-x-clock" }, clock(scenario, frame.step)),
    h(
      "div",
      null,
      h("p", { class: "nbc-x-who" }, rich(who)),
      h("p", { class: "nbc-x-seen" }, h("strong", null, `${you_see} `), noteOf(scenario, frame)),
    ),
  ];
}

function checked(data) {
  for (const [name, { goal, good }] of Object.entries(data.scenarios)) {
    const named = [...goal, ...good.flatMap(({ acts }) => acts)];
    const unknown = named.find((act) => !data.acts[act]);
    if (unknown) throw new Error(`${name} names the act “${unknown}”, which is not among the acts`);
  }
  return data;
}
