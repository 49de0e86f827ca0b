import { CAPABILITIES, type Capability } from "../decoders/event.js";
import { evidence, hasStopped } from "./evidence.js";
import type { Earlier, Inconsistency, LossCount, ProbeStatus, State } from "./state.js";

/** A reason why what is known may not be all that happened. */
export type Shortcoming =
	/** What existed before the probes was not told to its end. */
	| { readonly is: "not-ready" }
	| { readonly is: "loss"; readonly loss: LossCount }
	| { readonly is: "rejects"; readonly loss: LossCount }
	| { readonly is: "inconsistency"; readonly inconsistency: Inconsistency; readonly times: number }
	/** A probe stopped watching, and not because it was told to. */
	| { readonly is: "probe"; readonly probe: ProbeStatus }
	| { readonly is: "missing"; readonly capability: Capability; readonly reason: string }
	/** Input clients closed without their last counts. */
	| { readonly is: "no-last-counts"; readonly clients: number }
	| { readonly is: "torn"; readonly switches: number }
	/** Something is missing from what the stream held before this session. */
	| { readonly is: "earlier"; readonly earlier: Earlier };

/** What only device namespaces have: without them nothing of it is missing. */
const OF_NAMESPACES: ReadonlySet<Capability> = new Set(["persona.tag", "switch", "switch.driver"]);

/** What this kernel has and nobody watches. */
export const unwatched = (state: State): readonly Extract<Shortcoming, { is: "missing" }>[] =>
	CAPABILITIES.flatMap((capability) => {
		if (state.session?.deviceNamespaces === false && OF_NAMESPACES.has(capability)) return [];
		const found = evidence(state, capability);
		return found.given ? [] : [{ is: "missing", capability, reason: found.reason }];
	});

/** The probes that would have to watch here: not those that nobody asked for, nor those that nothing is unwatched without. */
export const dueProbes = (state: State): readonly ProbeStatus[] => {
	const lacks = new Set(unwatched(state).map(({ capability }) => capability));
	return [...state.probes.values()].filter(
		({ state: is, gives }) =>
			is !== "unasked" && (is !== "missing" || gives.some((capability) => lacks.has(capability))),
	);
};

const shortcomingsOfSession = (state: State): readonly Shortcoming[] => {
	const { ready, loss, inconsistencies, probes, clients, switches } = state;
	const unfinished = [...clients.values()].filter(
		({ closed, delivered, final }) => closed !== undefined && delivered !== undefined && !final,
	).length;
	const torn = switches.filter((one) => one.torn).length;
	return [
		...(ready ? [] : [{ is: "not-ready" } as const]),
		...(loss.times > 0 ? [{ is: "loss", loss } as const] : []),
		...(loss.rejects > 0 ? [{ is: "rejects", loss } as const] : []),
		...[...inconsistencies].map(([inconsistency, times]) => ({ is: "inconsistency", inconsistency, times }) as const),
		...[...probes.values()].filter(hasStopped).map((probe) => ({ is: "probe", probe }) as const),
		...unwatched(state),
		...(unfinished > 0 ? [{ is: "no-last-counts", clients: unfinished } as const] : []),
		...(torn > 0 ? [{ is: "torn", switches: torn } as const] : []),
	];
};

/** Whether this session is, whatever was missing from earlier ones. */
export const isComplete = (state: State): boolean => shortcomingsOfSession(state).length === 0;

/** Why the state may be incomplete, in a fixed order; empty if nothing is known to be missing. */
export const shortcomings = (state: State): readonly Shortcoming[] => [
	...shortcomingsOfSession(state),
	...(state.earlier.incomplete > 0 ? [{ is: "earlier", earlier: state.earlier } as const] : []),
];
