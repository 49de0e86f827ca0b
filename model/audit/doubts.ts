import type { Doubt } from "./rule.js";

const union = <Item>(a: readonly Item[], b: readonly Item[]): readonly Item[] =>
	a.length === 0 || b.length === 0 ? [] : [...new Set([...a, ...b])];

const both = (a: Doubt, b: Doubt): Doubt => ({
	...a,
	personas: union(a.personas, b.personas),
	devices: union(a.devices, b.devices),
	since: a.since < b.since ? a.since : b.since,
	until: a.until > b.until ? a.until : b.until,
});

/** One a reason, over all that it is about. */
export const foldDoubts = (doubts: readonly Doubt[]): readonly Doubt[] => {
	const folded = new Map<string, Doubt>();
	for (const one of doubts) {
		const known = folded.get(one.reason);
		folded.set(one.reason, known ? both(known, one) : one);
	}
	return [...folded.values()];
};
