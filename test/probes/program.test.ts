import { readdirSync } from "node:fs";
import test from "ava";
import { CATALOGUE } from "../../probes/catalogue.js";
import { assemble, blamed, probeText } from "../../probes/program.js";

const LAYOUT = "#define TASK_PID 2520\n#define TASK_COMM 2976\n";
const program = await assemble(CATALOGUE, LAYOUT);
const lineOf = (text: string): number => program.text.slice(0, program.text.indexOf(text)).split("\n").length;

test("a program begins with the layout, then the base, then every probe whole", async (t) => {
	t.true(program.text.startsWith(`${LAYOUT}${await probeText("base")}`));
	for (const { id } of CATALOGUE) t.true(program.text.includes(await probeText(id)), id);
});

test("every .bt file is in the catalogue, or is run on its own", (t) => {
	const files = ["audit", "dev_ns", "stock"].flatMap((folder) =>
		readdirSync(new URL(`../../../probes/${folder}/`, import.meta.url)).map((file) => `${folder}/${file}`),
	);
	const known = [...CATALOGUE.map(({ id }) => `${id}.bt`), "stock/framebuffer_existing.bt"];
	t.deepEqual(files.sort(), known.sort());
});

test("a probe's needs are what its text attaches to", async (t) => {
	for (const { id, tracepoints, functions } of CATALOGUE) {
		const text = await probeText(id);
		const attached = (kind: RegExp): readonly string[] =>
			[...new Set(Array.from(text.matchAll(kind), ([, name = ""]) => name))].sort();
		t.deepEqual(attached(/^tracepoint:([\w:]+)/gm), tracepoints.toSorted(), id);
		t.deepEqual(attached(/^k(?:ret)?probe:(\w+)/gm), functions.toSorted(), id);
	}
});

test("what bpftrace complains of is found by the line", (t) => {
	const line = lineOf("tracepoint:dev_ns:grab");
	t.deepEqual(blamed(program, `stdin:${line}:3-9: ERROR: nonsense\n`), ["dev_ns/grab"]);
	t.deepEqual(blamed(program, `stdin:${line}-${line + 2}: ERROR: nonsense\n`), ["dev_ns/grab"]);
});

test("what bpftrace can't attach is found by its name, in every probe that needs it", (t) => {
	t.deepEqual(blamed(program, "ERROR: Error attaching probe: kprobe:fb_write\n"), [
		"stock/framebuffer",
		"dev_ns/first_frame",
	]);
	t.deepEqual(blamed(program, "Error attaching probe: 'tracepoint:dev_ns:led_request'"), ["dev_ns/led"]);
});

test("warnings blame nobody, nor does what is said of the base or of nothing", (t) => {
	t.deepEqual(blamed(program, `stdin:${lineOf("tracepoint:dev_ns:grab")}:1-2: WARNING: odd\n`), []);
	t.deepEqual(blamed(program, `stdin:${lineOf("profile:ms:100")}:1-2: ERROR: odd\n`), []);
	t.deepEqual(blamed(program, "ERROR: out of memory"), []);
});
