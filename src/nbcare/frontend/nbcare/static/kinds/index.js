// The kinds this kit can show. A new kind is one module and one line here.
import * as bowtie from "./bowtie.js";
import * as cloze from "./cloze.js";
import * as drag_cloze from "./drag_cloze.js";
import * as grouping from "./grouping.js";
import * as highlight from "./highlight.js";
import * as matrix_multiple from "./matrix_multiple.js";
import * as matrix_single from "./matrix_single.js";
import * as multiple from "./multiple.js";
import * as numeric from "./numeric.js";
import * as order from "./order.js";
import * as rationale from "./rationale.js";
import * as select_n from "./select_n.js";
import * as single from "./single.js";
import * as table_cloze from "./table_cloze.js";
import * as text from "./text.js";

export const kinds = {
  bowtie,
  cloze,
  drag_cloze,
  grouping,
  highlight,
  matrix_multiple,
  matrix_single,
  multiple,
  numeric,
  order,
  rationale,
  select_n,
  single,
  table_cloze,
  text,
};
