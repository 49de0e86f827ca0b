/** What this kernel and machine can and can't show, each with its cure. */
import { choose } from "./choice.js";
import { costsOf } from "./costs.js";
import { type Finding, requirements, tracefsCure } from "./requirements.js";
import { type Survey, survey } from "./survey.js";
import type { Transport } from "./transport.js";

export type { Finding } from "./requirements.js";

const isKnown = ({ tracepoints, functions }: Survey): boolean => tracepoints !== undefined && functions !== undefined;

const probes = (found: Survey): readonly Finding[] => {
	const { chosen, missing } = choose(found, { audit: true });
	const some = chosen.length > 0;
	return [
		...chosen.map(
			({ id, gives }): Finding => ({
				what: id,
				required: false,
				state: "ok",
				found: gives.join(", "),
				cure: "",
			}),
		),
		...missing.map(
			({ entry, reason }): Finding => ({
				what: entry.id,
				required: !some,
				state: "missing",
				...(isKnown(found)
					? { found: reason.slice(0, reason.length - entry.cure.length).trim(), cure: entry.cure }
					: { found: "Whether this kernel has it is not known: tracefs can't be read.", cure: tracefsCure(found) }),
				costs: costsOf(entry.gives),
			}),
		),
	];
};

export const findingsOf = (found: Survey): readonly Finding[] => [...requirements(found), ...probes(found)];

export const examine = async (transport: Transport): Promise<readonly Finding[]> => findingsOf(await survey(transport));
