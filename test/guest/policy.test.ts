/** Audits by a policy on a stock kernel, of which policy.sh has more. */
import { judged } from "./judged.js";

judged(
	"where more is opened than the buffers of a stock kernel's probes have room for, that is told and nothing passes",
	{
		name: "policy",
		args: ["lost"],
		atLeast: 2,
	},
);
