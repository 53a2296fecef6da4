// The kinds this kit can show. A new kind is one module and one line here.
import * as cloze from "./cloze.js";
import * as drag_cloze from "./drag_cloze.js";
import * as highlight from "./highlight.js";
import * as matrix_single from "./matrix_single.js";
import * as multiple from "./multiple.js";
import * as rationale from "./rationale.js";
import * as single from "./single.js";
import * as text from "./text.js";

export const kinds = { cloze, drag_cloze, highlight, matrix_single, multiple, rationale, single, text };
