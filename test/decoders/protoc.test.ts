import { spawnSync } from "node:child_process";
import test from "ava";
import fc from "fast-check";
import { Recorder } from "../../cli/recorder.js";
import type { Event } from "../../decoders/event.js";
import { played } from "../cli/played.js";
import { EVENT_KINDS, eventOf } from "./arbitrary-event.js";
import { join, record } from "./traces.js";

/** An independent reader of the format; without it there is nothing to test, which CI does not accept. */
const missing = spawnSync("protoc", ["--version"]).error !== undefined && process.env.CI !== "true";
if (missing) console.error("SKIPPED: protoc is not installed (Debian: apt-get install protobuf-compiler)");
const withProtoc = missing ? test.skip : test;

const decode = (trace: Uint8Array): string => {
	const { stdout, stderr, status, error } = spawnSync(
		"protoc",
		["--decode=devns.v1.Trace", "--proto_path=decoders", "devns.proto"],
		{ input: trace, encoding: "utf8", maxBuffer: 1 << 26 },
	);
	if (error) throw error;
	if (status !== 0) throw new Error(stderr);
	return stdout;
};

const one = (kind: Event["kind"]) => fc.sample(eventOf(kind), { numRuns: 1, seed: 7 });

withProtoc("protoc reads every kind of event by names, and knows every field", (t) => {
	const text = decode(join(...record(EVENT_KINDS.map(one))));
	for (const kind of EVENT_KINDS.filter((kind) => kind !== "session"))
		t.regex(text, new RegExp(`order: KIND_${kind.toUpperCase().replaceAll("-", "_")}\\n`));
	t.notRegex(text, /^\s*\d+[:\s]/m, "a field without a name");
});

withProtoc("protoc reads the values that were written", (t) => {
	const text = decode(
		join(
			...record([
				[
					{ ...one("session")[0], host: "phone", t: -5, wallClock: -1n } as Event,
					{
						kind: "delivery",
						t: 1000,
						client: 7,
						delivered: Number.MAX_SAFE_INTEGER,
						withheld: 3,
						dropped: 0,
						final: true,
					},
					{ kind: "active", t: 4000, persona: 4026531836, since: -12 },
					{ ...one("opened")[0], t: 3000, class: "input", process: { pid: 90, innerPid: 2, comm: "evtest" } },
				] as Event[],
			]),
		),
	);
	for (const line of [
		'host: "phone"',
		"t: -5",
		"seconds: -1",
		"nanos: 999999999",
		"base: 1000",
		"t: 3000",
		"t: -1000",
		"client: 7",
		"delivered: 9007199254740991",
		"withheld: 3",
		"final: true",
		"persona: 4026531836",
		"since: -12",
		"class: DEVICE_CLASS_INPUT",
		"pid: 90",
		"inner_pid: 2",
		'string: "evtest"',
	])
		t.regex(text, new RegExp(`^\\s*${line}$`, "m"));
});

withProtoc("protoc reads the concatenation of traces", (t) => {
	const trace = join(...record([one("ready")]));
	t.is(decode(join(trace, trace)), decode(trace).repeat(2));
});

withProtoc("protoc reads snapshots and indexes, and knows every field", (t) => {
	const recorder = new Recorder({}, 20);
	const text = decode(join(...recorder.write(played({ seed: 1, switches: 9 })), ...recorder.end()));
	t.regex(text, /^ {2}snapshot \{\n {4}t: \d+\n {4}told \{/m);
	t.regex(text, /^ {2}index \{\n {4}t: \d+\n {4}to_snapshot: \d+\n {4}to_header: \d+/m);
	t.regex(text, /point: POINT_KIND_SWITCH/);
	t.regex(text, /before \{\n/);
	t.notRegex(text, /^\s*\d+[:\s]/m, "a field without a name");
});
