/** probes/stock/loop.bt */
import { claimed } from "./claims.js";
import type { Lines } from "./lines.js";

export const loopLines: Lines = { lb: claimed("loop", "backing") };
