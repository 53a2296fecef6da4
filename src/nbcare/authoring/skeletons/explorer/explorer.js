// Say in one line what this explorer lets a nurse find out.
import { figure, fill, lineChart, number, sideBySide, slider, dataTable } from "../toolkit/index.js";

/** Return the picture, its controls, its table and its sentence; docs/explorers.md tells what each part is for. */
export function mount(props, ctx) {
  const { water, height, sentences, table } = checked(props.data);
  const cups = slider({ label: water.label, max: water.max, value: 0, say: (n) => fill(water.say, { n }), changed: update });
  const picture = lineChart({
    name: height.name,
    x: { label: height.time, unit: height.weeks, min: 0, max: height.last },
    y: { label: height.label, unit: height.unit, min: 0, max: height.most },
  });
  const data = dataTable(table);
  const seen = { touched: false, end: false };
  draw();
  return {
    element: sideBySide(picture.element, cups.element),
    tables: [data.element],
    pictures: [{ name: height.name, svg: picture.svg }],
    sentence,
    reached: () => seen.end,
  };

  function update() {
    seen.touched = true;
    seen.end ||= cups.value() === water.max;
    draw();
    ctx.changed();
  }
  function draw() {
    const points = heights(cups.value(), height);
    picture.show({ lines: [{ label: height.line, points }] });
    data.show({ columns: table.columns, rows: points.map(([week, tall]) => [String(week), figure(tall)]) });
  }
  function sentence() {
    if (!seen.touched) return props.sentence;
    const [last, tall] = heights(cups.value(), height).at(-1);
    const values = { water: cups.value(), height: figure(tall), last };
    return [sentences.main, cups.value() === water.max ? sentences.point : ""].filter(Boolean).map((text) => fill(text, values)).join(" ");
  }
}

/** Return [week, height] for each week: more water helps, but less and less (illustrative). */
export function heights(water, { last, most }) {
  return Array.from({ length: last + 1 }, (_, week) => [week, most * (1 - Math.exp(-water / 4)) * (week / last)]);
}

function checked(data) {
  number(data.water.max, "data.water.max");
  number(data.height.last, "data.height.last");
  number(data.height.most, "data.height.most");
  return data;
}
