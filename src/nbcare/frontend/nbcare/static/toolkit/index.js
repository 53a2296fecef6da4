// Everything an explorer may use, from one place. docs/explorers.md shows each part.

export { fill as clear, h, uid } from "../kit/dom.js";
export { paragraphs, plain, rich } from "../kit/rich.js";
export { svg } from "../kit/svg.js";
export { barChart } from "./chart/bars.js";
export { chartFrame, path, text, textWidth, wrapped } from "./chart/frame.js";
export { iconArray } from "./chart/icons.js";
export { lineChart } from "./chart/lines.js";
export { mark, shape } from "./chart/looks.js";
export { monitorChart, outside, reading } from "./chart/monitor.js";
export { scale, ticks } from "./chart/scale.js";
export { survivalChart, survivalDrawing } from "./chart/survival.js";
export { cardSort } from "./cards.js";
export { action, choice, toggles } from "./choice.js";
export { drill, interleaved } from "./drill.js";
export { sideBySide, stacked } from "./layout.js";
export { meter } from "./meter.js";
export { paperCard } from "./paper-card.js";
export { player } from "./player.js";
export { generator, shuffled } from "./random.js";
export { slider } from "./slider.js";
export { markSpans } from "./spans.js";
export { kaplanMeier } from "./survival.js";
export { dataTable } from "./data-table.js";
export { verdict } from "./verdict.js";
export { figure, fill, number } from "./words.js";
