/** Which probes of the catalogue this kernel can have. */
import { CATALOGUE, type CatalogueEntry } from "./catalogue.js";
import type { Survey } from "./survey.js";

export interface Missing {
	readonly entry: CatalogueEntry;
	/** Whether this kernel lacks something for it, or nobody asked for it. */
	readonly state: "missing" | "unasked";
	/** What is missing and its cure, or how to ask. */
	readonly reason: string;
}

/** A probe as it is attached. */
export interface Chosen extends CatalogueEntry {
	/** It is there beside device namespaces, and watches what they do not tell of. */
	readonly isBeside?: true;
}

export interface Choice {
	readonly chosen: readonly Chosen[];
	readonly missing: readonly Missing[];
}

/** Of a need such as "evdev_do_ioctl|evdev_ioctl", the first that is there. */
export const available = (need: string, functions: Survey["functions"]): string | undefined =>
	need.split("|").find((name) => functions?.has(name) === true);

/** What of its needs this kernel lacks. */
const lacking = (entry: CatalogueEntry, { tracepoints, functions, structures }: Survey): readonly string[] => [
	...entry.tracepoints.filter((name) => tracepoints?.has(name) !== true).map((name) => `tracepoint ${name}`),
	...entry.functions
		.filter((need) => available(need, functions) === undefined)
		.map((need) => `function ${need.replaceAll("|", " or ")}`),
	...(entry.structures ?? []).filter((name) => !structures.has(name)).map((name) => `type information of ${name}`),
];

export interface Wanted {
	/** Those as well that only an audit needs. */
	readonly audit: boolean;
}

/** What is left of an entry where the probe is there that says better what it says. */
const beside = (entry: CatalogueEntry, canBe: boolean): readonly Chosen[] =>
	entry.beside && canBe ? [{ ...entry, isBeside: true }] : [];

const NOT_ASKED = "it is one of the audit's witnesses, which --audit attaches.";

export const choose = (survey: Survey, { audit }: Wanted, catalogue: readonly CatalogueEntry[] = CATALOGUE): Choice => {
	const lacks = new Map(catalogue.map((entry) => [entry.id, lacking(entry, survey)]));
	const there = (id: string): boolean => lacks.get(id)?.length === 0;
	for (const { id, with: other } of catalogue)
		if (other !== undefined && !there(other)) lacks.set(id, [...(lacks.get(id) ?? []), `probe ${other}`]);
	const sensible = catalogue.flatMap((entry): readonly Chosen[] =>
		entry.unless === undefined || !there(entry.unless) ? [entry] : beside(entry, there(entry.id)),
	);
	const isAsked = ({ forAudit }: CatalogueEntry): boolean => audit || !forAudit;
	const leftOut = (entry: CatalogueEntry): Missing =>
		there(entry.id)
			? { entry, state: "unasked", reason: NOT_ASKED }
			: { entry, state: "missing", reason: `no ${lacks.get(entry.id)?.join(", no ")}. ${entry.cure}` };
	const isChosen = (entry: CatalogueEntry): boolean => there(entry.id) && isAsked(entry);
	return {
		chosen: sensible.filter(isChosen),
		missing: sensible.filter((entry) => !isChosen(entry)).map(leftOut),
	};
};

export const hasDeviceNamespaces = (choice: Choice): boolean =>
	choice.chosen.some(({ id }) => id === "dev_ns/namespaces");
