import { readFileSync } from "node:fs";
import test from "ava";
import { reportJson } from "../../report/json.js";
import { at, BLUE, key, observe, PERSONAS, RED, ROOT, stateOf } from "../model/at.js";
import { SCENARIO } from "./scenario.js";

type Line = Readonly<Record<string, unknown>>;

const parse = (text: string): readonly Line[] =>
	text
		.trimEnd()
		.split("\n")
		.map((line): Line => JSON.parse(line));

const lines = parse(reportJson(stateOf(SCENARIO)));
const of = (type: string): readonly Line[] => lines.filter((line) => line.type === type);

test("every line has the schema's number and a type, in the documented order", (t) => {
	t.true(lines.every(({ schema }) => schema === 1));
	const types = lines.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
	t.deepEqual(types, [
		...["session", "persona", "device", "client", "tally", "switch", "summary"],
		...["probe", "loss", "forgotten", "verdict"],
	]);
});

test("a switch has every driver's share, in nanoseconds", (t) => {
	const [first, torn, failed] = of("switch");
	t.like(first, { switch: 1, from: key(ROOT), to: key(BLUE), outcome: "done", total_ns: 3_500_000, torn: false });
	t.like(first, { lock_wait_ns: 20_000, remainder_ns: 1_880_000, first_frame_ns: null, first_input_ns: 23_000_000 });
	t.deepEqual(first?.drivers, [
		{ driver: "input", phase: "deactivate", began_at_ns: 2_000_100_000, took_ns: 500_000, errno: 0 },
		{ driver: "framebuffer", phase: "deactivate", began_at_ns: 2_001_100_000, took_ns: 500_000, errno: 0 },
		{ driver: "input", phase: "activate", began_at_ns: 2_002_100_000, took_ns: 300_000, errno: 0 },
		{ driver: "framebuffer", phase: "activate", began_at_ns: 2_003_100_000, took_ns: 300_000, errno: 0 },
	]);
	t.like(torn, { torn: true, remainder_ns: null });
	t.like(failed, { outcome: "failed", errno: 3, from: null, lock_wait_ns: null, drivers: [], total_ns: 1_000_000 });
});

test("what is absent is null, never 0 and never left out", (t) => {
	t.like(of("persona")[0], { persona: key(ROOT), delivered: null, tag: null, gone_at_ns: null });
	t.like(of("device")[1], { class: "framebuffer", name: null, delivered: null, written_bytes: 12_288_000 });
	t.like(of("summary")[0], { first_frame: null });
	const fields = of("client").map((line) => Object.keys(line).join());
	t.is(new Set(fields).size, 1);
});

test("a client says who opened it, with both PIDs", (t) => {
	t.deepEqual(of("client")[0]?.process, { pid: 201, inner_pid: 3, comm: "evtest" });
});

test("counts are told for each persona on each device", (t) => {
	t.deepEqual(
		of("tally").map(({ persona, device, delivered, withheld }) => [persona, device, delivered, withheld]),
		[
			[key(BLUE), "input/13:64", 1234, 0],
			[key(RED), "input/13:64", 9, 1300],
			[key(RED), "framebuffer/29:0", null, null],
		],
	);
});

test("a device has its owner", (t) => {
	t.deepEqual(of("device")[0]?.owner, {
		is: "owned",
		personas: [key(BLUE)],
		by: "grab",
		since_ns: 2_002_000_000,
		reason: null,
	});
});

test("a device that several share names them all", (t) => {
	const other = { class: "other", device: 10 } as const;
	const state = observe(...PERSONAS, at(1).opened(other), at(2).opened({ ...other, client: 2, persona: RED }));
	const device = parse(reportJson(state)).find(({ type }) => type === "device");
	t.like(device, { owner: { is: "shared", personas: [key(BLUE), key(RED)], by: null, since_ns: 2 } });
});

test("the last line is the verdict", (t) => {
	const verdict = lines.at(-1);
	t.like(verdict, { type: "verdict", complete: false });
	t.deepEqual(parse(reportJson(observe())).at(-1), { schema: 1, type: "verdict", complete: true, shortcomings: [] });
});

test("strings of other programs are harmless", (t) => {
	const text = reportJson(observe(at(1).loss({ reason: "a\x9bb\u202ec\n" })));
	t.true(text.includes('"last_loss_reason":"a?b?c?"'));
});

/** Every word that the document puts into backquotes. */
const documented = new Set(
	readFileSync("docs/report-json.md", "utf8")
		.match(/`[^`]+`/g)
		?.flatMap((quoted) => quoted.match(/\w+/g) ?? []),
);

test("every field is documented", (t) => {
	const fields = new Set<string>();
	const collect = (value: unknown): void => {
		if (Array.isArray(value)) for (const item of value) collect(item);
		else if (value !== null && typeof value === "object")
			for (const [field, inner] of Object.entries(value)) {
				fields.add(field);
				if (field !== "inconsistencies") collect(inner);
			}
	};
	collect(lines);
	const missing = [...fields].filter((field) => !documented.has(field));
	t.deepEqual(missing, []);
	t.true(fields.size > 80);
});
