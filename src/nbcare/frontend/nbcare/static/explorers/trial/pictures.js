// The three pictures of the trial: a hundred children, who finished, and the simulated curves with their gap.
import { barChart, chartFrame, iconArray, survivalDrawing } from "../../toolkit/index.js";
import { gapDrawing } from "./gap.js";

/** Make the icon arrays of one thing that is counted; those who are more with IL-2 have a shape of their own. */
export function countPicture(name, thing, arms) {
  const states = {
    base: { label: thing.base, shape: "disc" },
    more: { label: thing.more, shape: "diamond" },
    none: { label: thing.none, shape: "ring" },
  };
  const picture = iconArray({ name: `${name}: ${thing.label}`, states });
  const more = thing.with - thing.without;
  picture.show({
    arms: [
      { label: arms.without, counts: { base: thing.without, none: 100 - thing.without } },
      { label: arms.with, counts: { base: thing.without, more, none: 100 - thing.with } },
    ],
  });
  picture.element.classList.add(thing.good ? "nbc-x-good" : "nbc-x-harm");
  return picture;
}

/** Make the bars of those who finished and those who did not. */
export function finishedPicture({ name, axis, series, groups, ...shares }) {
  const picture = barChart({ name, axis: { label: axis, min: 0, max: 100 }, series });
  const group = (arm) => ({
    label: groups[arm],
    bars: [
      { series: "done", value: shares[arm] },
      { series: "stopped", value: 100 - shares[arm] },
    ],
  });
  picture.show({ groups: ["without", "with"].map(group) });
  return picture;
}

/** Make the simulated curves and, below them, their gap; it shows {arms: [{label, curve}], gap, gapText}. */
export function curvePicture(words) {
  const last = words.follow_up.max;
  const x = {
    label: words.time,
    unit: words.unit,
    min: 0,
    max: last,
    ticks: Array.from({ length: last + 1 }, (_, year) => year),
  };
  return chartFrame(words.name, ({ width, em, data: { arms, gap, gapText } }) => {
    const data = { arms, band: true, now: { at: words.year, label: words.now } };
    const curves = survivalDrawing({ width, em, data }, { x, y: { label: words.share }, tall: 220 });
    const below = gapDrawing({ ...words.gap, sentence: gapText }, gap, { width, em, top: curves.height + em });
    return { height: below.height, nodes: [curves.nodes, below.nodes] };
  });
}
