// The explorers by the name their YAML gives.
import { mount as dish } from "./dish.js";
import { mount as calendar } from "./calendar.js";
import { mount as bodyMap } from "./body-map.js";

export const widgets = { dish, calendar, "body-map": bodyMap };
