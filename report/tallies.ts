import type { PairTally, RequestSeen, State } from "../model/state.js";
import { pairTallies } from "../model/tallies.js";
import { deviceName, personaName, processText, quoted } from "./names.js";
import { type Section, tableSection } from "./section.js";
import { ALL, type Selection } from "./selection.js";
import type { Column } from "./table.js";
import { ABSENT, bytes, count } from "./units.js";

const figure = (title: string): Column => ({ title, align: "right" });

const PAIR: readonly Column[] = [{ title: "DEVICE", max: 24 }, { title: "PERSONA", max: 40 }, figure("CLIENTS")];

const pair = (state: State, { device, persona, clients }: PairTally): readonly string[] => {
	const known = state.devices.get(device);
	return [known ? deviceName(known) : device, personaName(state, persona), count(clients)];
};

/** The pairs of which anything was counted, by device. */
const counted = (state: State, only: Selection, isCounted: (tally: PairTally) => boolean): readonly PairTally[] =>
	pairTallies(state)
		.filter((tally) => isCounted(tally) && only.pair(tally))
		.toSorted((a, b) => a.device.localeCompare(b.device, "en", { numeric: true }));

export const inputSection = (state: State, only: Selection = ALL): Section =>
	tableSection(
		"Input events, by device and persona",
		[...PAIR, figure("DELIVERED"), figure("WITHHELD"), figure("DROPPED")],
		counted(state, only, ({ delivered }) => delivered !== undefined).map((tally) => [
			...pair(state, tally),
			count(tally.delivered),
			count(tally.withheld),
			count(tally.dropped),
		]),
		"None were told of.",
	);

export const drawingSection = (state: State, only: Selection = ALL): Section =>
	tableSection(
		"Framebuffer updates, by device and persona",
		[
			...PAIR,
			figure("WRITES"),
			figure("WRITTEN"),
			figure("PANS"),
			figure("PAGE FAULTS"),
			figure("SHOWN"),
			figure("KEPT"),
		],
		counted(state, only, ({ writes }) => writes !== undefined).map((tally) => [
			...pair(state, tally),
			count(tally.writes),
			bytes(tally.bytes),
			count(tally.pans),
			count(tally.faults),
			count(tally.shown),
			count(tally.kept),
		]),
		"None were told of.",
	);

const lastText = (state: State, last: RequestSeen | undefined): string =>
	last === undefined ? ABSENT : `${last.value} by ${processText(last.process)} of ${personaName(state, last.persona)}`;

export const requestsSection = (state: State, only: Selection = ALL): Section =>
	tableSection(
		"Requests to stateless devices",
		[{ title: "DEVICE", max: 32 }, figure("REQUESTS"), figure("IGNORED"), { title: "LAST OBEYED" }],
		[...state.devices.values()]
			.filter((device) => device.requests > 0 && only.device(device))
			.map(({ name, requests, ignored, lastApplied }) => [
				quoted(name),
				count(requests),
				count(ignored),
				lastText(state, lastApplied),
			]),
		"None were told of.",
	);
