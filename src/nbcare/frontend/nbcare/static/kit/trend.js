// Measurements at two or more times: the table, and a small line for each row.
import { h } from "./dom.js";
import { svg } from "./svg.js";
import { plain, rich } from "./rich.js";
import { strings } from "./strings.js";
import { grid } from "./table.js";
import { scaleOf } from "./trend-scales.js";

const WIDE = 112;
const HIGH = 36;
const EDGE = 4; // room for the dots
const NUMBER = /-?\d+(?:[.,]\d+)?/;

/** Make the table of a trend: the first column names the rows, the others are times, of which the last `added` are new. */
export function trend({ columns, rows }, title, added = 0) {
  const times = columns.slice(1).map(plain);
  const lines = rows.map((row) => spark(plain(row[0]), times, row.slice(1).map(plain)));
  // One measurement makes no line: then there is nothing to put into the column.
  const drawn = lines.some((line) => line !== "");
  const head = columns.map((column, i) => [
    rich(column),
    i >= columns.length - added ? h("span", { class: "nbc-new" }, strings.isNew) : null,
  ]);
  const cells = rows.map((row, n) => [...row.map(rich), ...(drawn ? [lines[n]] : [])]);
  const element = grid(drawn ? [...head, strings.trend] : head, cells, title);
  element.querySelector("table").classList.add("nbc-trend");
  showNewest(element);
  return element;
}

/** Begin a table that is too wide at its newest readings; its names stay in sight. */
function showNewest(region) {
  const watch = new ResizeObserver(() => {
    if (region.scrollWidth <= region.clientWidth + 1) return;
    region.scrollLeft = region.scrollWidth;
    watch.disconnect();
  });
  watch.observe(region);
}

function spark(name, times, values) {
  // 118/72 is two measurements, each with a line of its own.
  const parts = Math.max(...values.map((value) => value.split("/").length));
  const lines = Array.from({ length: parts }, (_, part) => points(values, part));
  const all = lines.flat();
  if (all.length < 2 * parts) return "";
  const figures = all.map(({ value }) => value);
  const { low, high, limits } = scaleOf(name, figures);
  const across = places(times);
  const x = (at) => EDGE + across[at] * (WIDE - 2 * EDGE);
  const y = (value) => (high === low ? HIGH / 2 : EDGE + ((high - value) / (high - low)) * (HIGH - 2 * EDGE));
  const drawn = lines.map((line) => [
    svg("polyline", { points: line.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ") }),
    line.map(({ at, value }) => svg("circle", { cx: x(at).toFixed(1), cy: y(value).toFixed(1), r: 2.5 })),
  ]);
  const [first, last] = [all[0], all.at(-1)];
  const words = strings.trendOf(
    name,
    [first.words, times[first.at]],
    [last.words, times[last.at]],
    parts === 1 ? [Math.min(...figures), Math.max(...figures)] : null,
  );
  const view = { class: "nbc-spark", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": words };
  return svg("svg", view, limits ? [band(limits.map(y))] : [], drawn);
}

/** Draw what lies within the limits that a row names. */
function band([foot, top]) {
  return svg("rect", {
    class: "nbc-spark-limits",
    x: 0,
    y: top.toFixed(1),
    width: WIDE,
    height: (foot - top).toFixed(1),
  });
}

/** List the points of one line; a cell without a number leaves it out. */
function points(values, part) {
  return values.flatMap((words, at) => {
    const found = words.split("/")[part]?.match(NUMBER);
    return found ? [{ at, words, value: Number(found[0].replace(",", ".")) }] : [];
  });
}

/** Give each time its place from 0 to 1: true to the clock or the day where the words tell them. */
function places(times) {
  const moments = times.map(moment);
  const even = moments.includes(null) || moments.some((time, i) => i > 0 && time <= moments[i - 1]);
  const at = even ? times.map((_, i) => i) : moments;
  return at.map((time) => (time - at[0]) / (at.at(-1) - at[0] || 1));
}

function moment(words) {
  const clock = words.match(/^(\d{1,2}):(\d{2})$/);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const counted = words.match(/^(?:day|hour|week)\s+(\d+)$/i);
  return counted ? Number(counted[1]) : null;
}
