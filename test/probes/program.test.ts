import { readdirSync } from "node:fs";
import test from "ava";
import { CATALOGUE } from "../../probes/catalogue.js";
import { assemble, blamed, probeText, type Setting, standalone } from "../../probes/program.js";

const LAYOUT = "#define TASK_PID 2520\n#define TASK_COMM 2976\n";
const functions = new Set(CATALOGUE.flatMap((entry) => entry.functions.flatMap((need) => need.split("|"))));
const WATCHED = "($dev >> 20) == 13";
const BLOCKS = "($dev >> 20) == 7";
const SETTING: Setting = { layout: LAYOUT, watched: WATCHED, blocks: BLOCKS, functions, eachDelivery: false };
const program = await assemble(CATALOGUE, SETTING);
const lineOf = (text: string): number => program.text.slice(0, program.text.indexOf(text)).split("\n").length;

test("a program begins with the layout, then the base, then every probe whole", async (t) => {
	t.true(program.text.startsWith(`${LAYOUT}${await probeText("base")}`));
	for (const { id } of CATALOGUE) {
		const text = await probeText(id);
		const settled = text
			.replaceAll("(WATCHED)", `(${WATCHED})`)
			.replaceAll("(WATCHED_BLOCKS)", `(${BLOCKS})`)
			.replaceAll("(EACH_DELIVERY)", "(0)")
			.replaceAll("(KNOWS_MASKS)", "(1)");
		for (const part of settled.split(/^\t+SEARCH_ANCESTORS;\n/m)) t.true(program.text.includes(part), id);
	}
});

test("what several probes do alike is in each of them, at its depth, and nothing is left to be put in", async (t) => {
	const texts = await Promise.all(CATALOGUE.map(({ id }) => probeText(id)));
	const asked = texts.filter((text) => text.includes("SEARCH_ANCESTORS;\n"));
	t.true(asked.length >= 5);
	t.false(/SEARCH_ANCESTORS(?!\.)/.test(program.text.replaceAll(/\/\*[\s\S]*?\*\//g, "")));
	const depths = Array.from(
		program.text.matchAll(/^(\t+)while \(\$search > 0\) \{$/gm),
		([, depth = ""]) => depth.length,
	);
	t.deepEqual(
		depths.toSorted(),
		asked.map((text) => /^(\t+)SEARCH_ANCESTORS/m.exec(text)?.[1]?.length ?? 0).toSorted(),
	);
});

test("every .bt file is in the catalogue, or is run on its own", (t) => {
	const files = ["audit", "dev_ns", "stock"].flatMap((folder) =>
		readdirSync(new URL(`../../../probes/${folder}/`, import.meta.url)).map((file) => `${folder}/${file}`),
	);
	const known = [...CATALOGUE.map(({ id }) => `${id}.bt`), "stock/existing.bt"];
	t.deepEqual(files.sort(), known.sort());
});

test("a probe's needs are what its text attaches to", async (t) => {
	for (const { id, tracepoints, functions } of CATALOGUE) {
		const text = await probeText(id);
		const attached = (kind: RegExp): readonly string[] =>
			[...new Set(Array.from(text.matchAll(kind), ([, name = ""]) => name))].sort();
		t.deepEqual(attached(/^tracepoint:([\w:]+)/gm), tracepoints.toSorted(), id);
		const needed = functions.map((need) => need.split("|")[0] ?? "");
		t.deepEqual(attached(/^k(?:ret)?probe:(\w+)/gm), needed.toSorted(), id);
	}
});

test("of two functions that do as well, a probe attaches to the one that is there", async (t) => {
	const others = new Set([...functions].filter((name) => name !== "evdev_do_ioctl"));
	const { text } = await assemble(CATALOGUE, { ...SETTING, functions: others });
	t.true(text.includes("\nkprobe:evdev_ioctl\n") && text.includes("\nkretprobe:evdev_ioctl\n"));
	t.false(/^k(ret)?probe:evdev_do_ioctl$/m.test(text));
});

test("no packet is counted before it is delivered where it is not seen who sets a mask", async (t) => {
	const others = new Set([...functions].filter((name) => name !== "evdev_do_ioctl"));
	const { text } = await assemble(CATALOGUE, { ...SETTING, functions: others });
	t.true(text.includes("if ((0) == 0 ||"));
	t.true(program.text.includes("if ((1) == 0 ||"));
});

test("each delivery is told where that is asked for, and tallies where not", async (t) => {
	const { text } = await assemble(CATALOGUE, { ...SETTING, eachDelivery: true });
	t.is(text.split("if (1)").length, 5, "past a grab, as it is, as the buffer says, and by device namespaces");
	t.is(program.text.split("if (0)").length, 5);
	t.false(`${text}${program.text}`.includes("(EACH_DELIVERY)"));
});

test("no map is cast where it is first written: bpftrace 0.17 does not know its type yet", async (t) => {
	for (const { id } of CATALOGUE) t.notRegex(await probeText(id), /(@\w+)(\[[^\]]+\]) = \(uint64\)\1\2 \+/, id);
});

test("an iterator's line has no more values than the kernel prints", async (t) => {
	const text = await probeText("stock/existing");
	for (const [, format = ""] of text.matchAll(/printf\("([^"]*)"/g)) t.true((format.match(/%/g) ?? []).length <= 12);
});

test("an iterator stands alone, with what it watches", async (t) => {
	const text = await standalone("stock/existing", SETTING);
	t.true(text.startsWith(LAYOUT) && text.includes(WATCHED) && !text.includes("(WATCHED)"));
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
