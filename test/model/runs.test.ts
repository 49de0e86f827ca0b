/** Counting in columns, and looking at owners only where they can have changed, are quick ways to say what the slow ways say. */
import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import fc from "fast-check";
import type { DeliveryRun, Event, Nanos } from "../../decoders/event.js";
import { CODECS, hasCodec } from "../../decoders/stream/compression.js";
import { readRuns } from "../../decoders/trace.js";
import { createModel } from "../../model/model.js";
import { owner } from "../../model/ownership.js";
import { snapshot } from "../../model/snapshot.js";
import type { DeviceKey, Ownership } from "../../model/state.js";
import { Tenures } from "../../model/tenure.js";
import { reportJson } from "../../report/json.js";
import { reportText } from "../../report/text.js";
import { checkout, FIXTURE } from "../cli/command.js";
import { each, record, tell } from "../decoders/traces.js";
import { anyStream, countingStream } from "./arbitrary-stream.js";
import { PERSONAS, PREAMBLE } from "./at.js";

type Batches = readonly (readonly (Event | DeliveryRun)[])[];

const inRuns = async (bytes: Uint8Array): Promise<Batches> => {
	const batches: (readonly (Event | DeliveryRun)[])[] = [];
	for await (const batch of readRuns(each([bytes]))) batches.push(batch);
	return batches;
};

const HISTORY = { switchHistory: 2, logHistory: 10, closedClients: 1 };

/** All that is known in the end, and all that is said of it. */
const known = (batches: Batches, history: object = HISTORY) => {
	const model = createModel(history);
	const tenures = new Tenures(history);
	for (const batch of batches) {
		model.apply(batch);
		tenures.apply(batch);
	}
	return {
		state: snapshot(model.state),
		spells: tenures.spells,
		shares: tenures.shares,
		turns: tenures.turns,
		json: reportJson(tenures.state, tenures),
		text: reportText(tenures.state, { tenures }),
	};
};

const whole = (events: readonly Event[]): readonly Event[] => [
	...PREAMBLE.slice(0, 3),
	...PERSONAS,
	...PREAMBLE.slice(3),
	...events,
];

test("whatever a stream says, counting its deliveries in runs comes to the same", async (t) => {
	let [deliveries, runs] = [0, 0];
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(anyStream, countingStream),
			fc.constantFrom(undefined, ...CODECS.filter(hasCodec)),
			async (some, codec) => {
				const events = whole(some);
				const bytes = Buffer.concat(record([events], { codec }));
				const batches = await inRuns(bytes);
				deepStrictEqual(known(batches), known([events]));
				deliveries += events.filter(({ kind }) => kind === "delivery").length;
				runs += batches.flat().filter(({ kind }) => kind === "deliveries").length;
			},
		),
		{ numRuns: 200 },
	);
	t.true(deliveries > 2 * runs && runs > 400, `${deliveries} deliveries in ${runs} runs`);
});

test("likewise of what was recorded, whole and damaged", async (t) => {
	const folder = join(checkout, "fixtures/compatibility");
	for (const path of [FIXTURE, join(folder, "schema1-first.devns"), join(folder, "schema1-snapshots-deflated.devns")]) {
		const bytes = readFileSync(path);
		deepStrictEqual(known(await inRuns(bytes), {}), known([await tell(bytes)], {}));
		for (const share of [0.2, 0.5, 0.8]) {
			const damaged = Uint8Array.from(bytes.subarray(0, bytes.length - 20));
			const at = Math.floor(share * damaged.length);
			damaged[at] = (damaged[at] ?? 0) ^ 4;
			deepStrictEqual(known(await inRuns(damaged), {}), known([await tell(damaged)], {}));
		}
	}
	t.pass();
});

/** After each of these, all devices are looked at; after the second, one. */
const CHANGES =
	"session probe ready persona-gone device-appeared device-gone device-declared active switch-locked switch-flipped claim";
const OF_ONE = "request opened closed grab";

const same = (a: Ownership, b: Ownership): boolean => {
	const bare = (one: Ownership) => JSON.stringify({ ...one, since: 0, reason: "" });
	return bare(a) === bare(b);
};

/** Every spell of every device, by looking whenever there was anything to see. */
const spellsBySight = (events: readonly Event[]) => {
	const spells = new Map<DeviceKey, { from: Nanos; to: Nanos; ownership: Ownership }[]>();
	const model = createModel({
		...HISTORY,
		after: (event) => {
			const { state } = model;
			const isOne = OF_ONE.split(" ").includes(event.kind);
			if (!state.ready || !(isOne || CHANGES.split(" ").includes(event.kind))) return;
			const one = isOne ? model.about(event).device : undefined;
			for (const device of one === undefined ? [...state.devices.keys()] : [one]) {
				const known = spells.get(device) ?? [];
				spells.set(device, known);
				const last = known.at(-1);
				const ownership = owner(state, device);
				if (last && same(last.ownership, ownership)) continue;
				if (last) last.to = event.t;
				if (last?.from === event.t) known.pop();
				known.push({ from: event.t, to: event.t, ownership });
			}
		},
	});
	model.apply(events);
	for (const known of spells.values()) {
		const last = known.at(-1);
		if (last) last.to = model.state.now;
	}
	return spells;
};

test("whatever a stream says, owners are looked at whenever they can have changed", (t) => {
	let changes = 0;
	fc.assert(
		fc.property(fc.oneof(anyStream, countingStream), (some) => {
			const events = whole(some);
			const tenures = new Tenures(HISTORY);
			tenures.apply(events);
			deepStrictEqual(tenures.spells, spellsBySight(events));
			for (const spells of tenures.spells.values()) changes += spells.length - 1;
		}),
		{ numRuns: 200 },
	);
	t.true(changes > 50, `${changes} changes`);
});
