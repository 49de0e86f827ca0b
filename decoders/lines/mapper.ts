/** probes/stock/mapper.bt */
import { claimed } from "./claims.js";
import type { Lines } from "./lines.js";

export const mapperLines: Lines = { mt: claimed("mapper", "table") };
