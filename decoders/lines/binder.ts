/** probes/stock/binder.bt */
import { claimed } from "./claims.js";
import type { Lines } from "./lines.js";

export const binderLines: Lines = { bm: claimed("binder", "manager") };
