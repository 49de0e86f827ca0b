import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import test from "ava";
import { Ring } from "../../../cli/outlet/ring.js";
import { Rotating } from "../../../cli/outlet/rotating.js";
import { Started } from "../../../cli/started.js";
import { untilSwitches } from "../../../cli/until.js";
import type { Event } from "../../../decoders/event.js";
import { UserError } from "../../../decoders/user-error.js";
import { shortcomings } from "../../../model/completeness.js";
import { createModel } from "../../../model/model.js";
import type { State } from "../../../model/state.js";
import { damageIn, each, tell } from "../../decoders/traces.js";
import { ownFolder } from "../../folder.js";
import { FIXTURE } from "../command.js";

const recorded = await tell(readFileSync(FIXTURE));
const batches = Array.from({ length: Math.ceil(recorded.length / 50) }, (_, at) =>
	recorded.slice(at * 50, at * 50 + 50),
);
const END = recorded.at(-1)?.t ?? 0;

const files = (folder: string): readonly string[] => readdirSync(folder).sort();

const stateOf = (events: readonly Event[]) => {
	const model = createModel({ switchHistory: 1e6, closedClients: 1e6 });
	model.apply(events);
	return model.state;
};

/** What was counted up to the end, which each file must know though it saw only a part. */
const counts = (events: readonly Event[]) => {
	const { clients, personas, devices, active } = stateOf(events);
	return {
		active,
		personas: [...personas.keys()].sort(),
		devices: [...devices.keys()].sort(),
		clients: [...clients.values()].map(({ id, delivered, grab }) => `${id} ${delivered} ${grab}`).sort(),
	};
};

test("each file of a rotation can be read by itself, and together they tell every switch once", async (t) => {
	const folder = ownFolder();
	const outlet = await Rotating.begin(join(folder, "trace.devns"), { bytes: 7000 }, {});
	for (const batch of batches) await outlet.take(batch);
	await outlet.end();
	await outlet.close();
	const names = files(folder);
	t.true(names.length > 2, names.join());
	t.is(names[0], "trace.000001.devns");
	const told = await Promise.all(names.map((name) => tell(readFileSync(join(folder, name)))));
	t.deepEqual(counts(told.at(-1) ?? []), counts(recorded));
	t.is(told.flat().filter(({ kind }) => kind === "switch-ended").length, 21);
	for (const events of told) {
		t.deepEqual(damageIn(events), []);
		const isBegun = events.some(({ kind }) => kind === "ready");
		t.deepEqual(shortcomings(stateOf(events)), isBegun ? [] : [{ is: "not-ready" }]);
	}
	t.true(told.at(-1)?.some(({ kind }) => kind === "ready"));
	for (const name of names) t.is(statSync(join(folder, name)).mode & 0o777, 0o600);
});

test("a rotation by time keeps as many of the latest files as it is told to", async (t) => {
	const folder = ownFolder();
	const outlet = await Rotating.begin(join(folder, "trace"), { seconds: END / 1e9 / 9, keep: 3 }, { codec: "deflate" });
	for (const batch of batches) await outlet.take(batch);
	await outlet.end();
	await outlet.close();
	t.is(files(folder).length, 3);
	const last = await tell(readFileSync(join(folder, files(folder).at(-1) ?? "")));
	t.deepEqual(counts(last), counts(recorded));
});

const ringIn = (folder: string, seconds: number, more: Partial<ConstructorParameters<typeof Ring>[1]> = {}) => {
	const said: string[] = [];
	const told = (line: string) => void said.push(line);
	const options = { seconds, onFinding: false, onSwitchOver: undefined, told, ...more };
	return { ring: new Ring(join(folder, "ring.devns"), options), said };
};

test("a ring holds the last seconds, and what was known before them", async (t) => {
	const folder = ownFolder();
	const { ring, said } = ringIn(folder, 12);
	for (const batch of batches) await ring.take(batch);
	t.deepEqual(files(folder), [], "nothing is written without a reason");
	await ring.write("a test");
	await ring.end();
	await ring.close();
	t.regex(said.join(), /ring.000001.devns: the last seconds before a test/);
	const events = await tell(readFileSync(join(folder, "ring.000001.devns")));
	t.deepEqual(counts(events), counts(recorded));
	const switches = events.filter(({ kind }) => kind === "switch-ended");
	t.true(switches.length >= 2 && switches.length < 10, `${switches.length} switches`);
	const kept = (events.at(-1)?.t ?? 0) - Math.min(...switches.map((event) => event.t));
	t.true(kept < 15e9, `${kept / 1e9} s`);
});

test("a ring of a later run is written beside those of earlier ones, and one that failed is not the end of all", async (t) => {
	const folder = ownFolder();
	writeFileSync(join(folder, "ring.000001.devns"), "of an earlier run");
	const { ring } = ringIn(folder, 60);
	for (const batch of batches) await ring.take(batch);
	chmodSync(folder, 0o500);
	const refused = process.getuid?.() !== 0;
	if (refused) await t.throwsAsync(ring.write("no room"));
	chmodSync(folder, 0o700);
	for (const batch of batches) await ring.take(batch);
	await ring.write("a test");
	await ring.end();
	await ring.close();
	t.deepEqual(files(folder), ["ring.000001.devns", "ring.000002.devns"]);
	t.is(readFileSync(join(folder, "ring.000001.devns"), "latin1"), "of an earlier run");
	t.deepEqual(damageIn(await tell(readFileSync(join(folder, "ring.000002.devns")))), []);
});

test("a slow switch has the ring written, a quick one doesn't, and no event is written twice", async (t) => {
	const totals = stateOf(recorded).switches.map(({ total }) => total ?? 0);
	const slowest = Math.max(...totals);
	const folder = ownFolder();
	const { ring, said } = ringIn(folder, 60, { onSwitchOver: slowest - 1 });
	for (const batch of batches) await ring.take(batch);
	await ring.write("a test");
	await ring.close();
	t.is(files(folder).length, 2);
	t.regex(said[0] ?? "", /a slow switch/);
	const told = await Promise.all(files(folder).map((name) => tell(readFileSync(join(folder, name)))));
	t.is(told.flat().filter(({ kind }) => kind === "switch-ended").length, 21);

	const other = ownFolder();
	const quiet = ringIn(other, 60, { onSwitchOver: slowest });
	for (const batch of batches) await quiet.ring.take(batch);
	await quiet.ring.end();
	t.deepEqual(files(other), []);
	t.regex(quiet.said.join(), /Nothing had the ring written/);
});

test("a recording that is started meanwhile tells what was known, and what happened until it was stopped", async (t) => {
	const folder = ownFolder();
	const started = new Started();
	const model = createModel();
	await t.throwsAsync(
		started.start(join(folder, "early.devns"), () => model.state),
		{ instanceOf: UserError },
	);
	await t.throwsAsync(started.stop(), { instanceOf: UserError });
	const [from, to] = [Math.floor(batches.length / 3), Math.floor((2 * batches.length) / 3)];
	for (const [index, batch] of batches.entries()) {
		model.apply(batch);
		await started.take(batch);
		if (index === from) await started.start(join(folder, "a.devns"), () => model.state);
		if (index === to) await started.stop();
	}
	const events = await tell(readFileSync(join(folder, "a.devns")));
	t.deepEqual(damageIn(events), []);
	t.deepEqual(counts(events), counts(batches.slice(0, to + 1).flat()));
	t.is(statSync(join(folder, "a.devns")).mode & 0o777, 0o600);
	await t.throwsAsync(
		started.start("relative.devns", () => model.state),
		{ instanceOf: UserError, message: /whole path/ },
	);
	await t.throwsAsync(
		started.start(join(folder, "a.devns"), () => model.state),
		{
			instanceOf: UserError,
			message: /EEXIST/,
		},
	);
});

test("what happens while a recording is being started is told in it, once", async (t) => {
	const folder = ownFolder();
	for (let from = 0; from < batches.length; from += 3) {
		const path = join(folder, `${from}.devns`);
		const started = new Started();
		const model = createModel();
		const taking: Promise<void>[] = [];
		let starting: Promise<void> | undefined;
		for (const [index, batch] of batches.entries()) {
			model.apply(batch);
			taking.push(started.take(batch));
			// Neither is waited for: files are made, and written to, meanwhile.
			if (index === from) starting = started.start(path, () => model.state);
			await setImmediate();
		}
		await Promise.all([starting, ...taking]);
		await started.stop();
		const events = await tell(readFileSync(path));
		t.deepEqual(damageIn(events), []);
		t.deepEqual(counts(events), counts(batches.flat()), `from batch ${from} on`);
		const all = ({ ready, events: seen, switches, switchesForgotten }: State) =>
			`${ready} ${seen} ${switches.length + switchesForgotten}`;
		t.is(all(stateOf(events)), all(stateOf(batches.flat())), `from batch ${from} on`);
	}
});

test("a recording of so many switches ends a second after the last of them, and not without", async (t) => {
	let stopped: number | undefined;
	let seen = 0;
	for await (const batch of untilSwitches(each(batches), 5, () => {
		stopped ??= seen;
	}))
		seen += batch.filter(({ kind }) => kind === "switch-ended").length;
	t.true(stopped === 5 || stopped === 6, `stopped after ${stopped}`);
	let never = true;
	for await (const _ of untilSwitches(each(batches), 22, () => {
		never = false;
	}));
	t.true(never);
});
