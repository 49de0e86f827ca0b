/** probes/dev_ns/first_input.bt and first_frame.bt */
import type { First, SwitchId } from "../event.js";
import type { Decode, Lines } from "./lines.js";

const first =
	(what: First): Decode =>
	(fields, t, tell) => {
		const id = fields.whole() as SwitchId;
		tell({ kind: "switch-first", t, switch: id, what, persona: fields.inum() });
	};

export const firstLines: Lines = { fi: first("input"), ff: first("frame") };
