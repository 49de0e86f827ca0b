/** Edge: how a stream begins. */
import { readFileSync } from "node:fs";
import type { Event, Nanos, Session } from "../decoders/event.js";
import { nameFromBytes, nameFromText } from "../decoders/names.js";
import type { CatalogueEntry } from "./catalogue.js";
import { type Choice, hasDeviceNamespaces } from "./choice.js";
import type { Survey } from "./survey.js";

const BEGIN = 0 as Nanos;

const version = (): string => {
	const file = new URL("../../package.json", import.meta.url);
	const content: unknown = JSON.parse(readFileSync(file, "utf8"));
	return content instanceof Object && "version" in content ? String(content.version) : "";
};

export const sessionOf = (found: Survey, choice: Choice): Session => ({
	kind: "session",
	t: BEGIN,
	origin: found.boot,
	wallClock: found.wallClock,
	host: nameFromBytes(found.host),
	kernel: nameFromBytes(found.kernel),
	machine: nameFromBytes(found.machine),
	bpftrace: nameFromText(found.bpftrace.is === "found" ? found.bpftrace.version : ""),
	collector: nameFromText(version()),
	deviceNamespaces: hasDeviceNamespaces(choice),
	// No probe reads what was typed: which keys, which values.
	redacted: ["input.values"],
});

/** Those that are left out, whatever for. */
export const missingProbes = ({ missing }: Choice): readonly Event[] =>
	missing.map(({ entry: { id, gives }, state, reason }) => ({
		kind: "probe",
		t: BEGIN,
		probe: id,
		state,
		gives,
		reason,
	}));

export const probeEvent = (
	{ id, gives }: CatalogueEntry,
	state: "attached" | "failed" | "ended",
	reason = "",
): Event => ({ kind: "probe", t: BEGIN, probe: id, state, gives, reason });
