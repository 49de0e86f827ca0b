import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { measureAll } from "../../cli/measure.js";
import { ownFolder } from "../folder.js";
import { devnsTop } from "./command.js";
import { type Play, played, recordingOf } from "./played.js";

const folder = ownFolder();

const fileOf = (name: string, play: Play, torn = false): string => {
	const path = join(folder, name);
	writeFileSync(path, recordingOf(played(play), torn));
	return path;
};

const A = fileOf("a.devns", { seed: 1, switches: 300 });
const SAME = fileOf("same.devns", { seed: 2, switches: 300 });
const SLOW = fileOf("slow.devns", { seed: 3, switches: 300, slow: 1.4 });
const OTHER = fileOf("other.devns", { seed: 4, switches: 300, kernel: "6.12.1 `rm -rf` | <b>" });
const TORN = fileOf("torn.devns", { seed: 5, switches: 300, slow: 1.4 }, true);
const LIMIT = ["--fail-on", "switch.total.p95 > +10% and +50us"];

test("two recordings of the same pass, with exit code 0", async (t) => {
	const { exitCode, stdout } = await devnsTop(["diff", A, SAME, ...LIMIT]);
	t.is(exitCode, 0, stdout);
	t.notRegex(stdout, /SLOWER|FASTER/);
	t.regex(stdout, /Recorded alike/);
	t.regex(stdout, /kept: switch\.total\.p95/);
});

test("a slower driver is named, and fails the job", async (t) => {
	const { exitCode, stdout } = await devnsTop(["diff", A, SLOW, ...LIMIT]);
	t.is(exitCode, 1, stdout);
	t.regex(stdout, /^switch\.fb +SLOWER/m);
	t.regex(stdout, /BROKEN: switch\.total\.p95/);
	t.notRegex(stdout, /^switch\.input.*SLOWER/m);
});

test("without a limit a difference is told, and fails nothing", async (t) => {
	const { exitCode, stdout } = await devnsTop(["diff", A, SLOW]);
	t.is(exitCode, 0);
	t.regex(stdout, /SLOWER/);
});

test("what is not whole is inconclusive, but a regression outranks that", async (t) => {
	t.is((await devnsTop(["diff", A, TORN])).exitCode, 3);
	t.is((await devnsTop(["diff", A, TORN, "--fail-on", "switch.fb.median > +10%"])).exitCode, 1);
	t.is((await devnsTop(["diff", A, SAME, "--fail-on", "switch.sound.p95 > +10%"])).exitCode, 3, "nothing to measure");
});

test("other circumstances are said first, and no name of theirs is markup", async (t) => {
	const { stdout } = await devnsTop(["diff", A, OTHER, "--markdown"]);
	t.regex(stdout, /^> - kernel: A 6\.1\.0\\-13\\-amd64; B 6\.12\.1 /m);
	t.notRegex(stdout, /<b>|(?<!\\)`/);
	t.true(stdout.indexOf("kernel") < stdout.indexOf("| measure |"));
});

test("nobody is called and nothing is linked to by a name", async (t) => {
	const calls = ["@somebody", "org/project#1", "https://example.com/x`y``z", "www.example.com", "GH-12", "a|@b"];
	for (const [index, kernel] of calls.entries()) {
		const other = fileOf(`calls${index}.devns`, { seed: 9, switches: 9, kernel });
		const { stdout } = await devnsTop(["diff", A, other, "--markdown"]);
		const line = stdout.split("\n").find((one) => one.startsWith("> - `")) ?? "";
		const [, fence = "", inside = ""] = /^> - (`+) (.*) \1$/.exec(line) ?? [];
		t.true(inside.includes(kernel.replace("|", "\\|")), line);
		t.false(inside.split(/[^`]+/).includes(fence), line);
	}
});

test("for programs, every line is a record", async (t) => {
	const { stdout } = await devnsTop(["diff", A, SLOW, "--json", ...LIMIT]);
	const records = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	const fb = records.find(({ measure }) => measure === "switch.fb");
	t.is(fb.finding, "differs");
	t.is(fb.a.count, 300);
	t.true(fb.relative_difference.low > 0.2 && fb.relative_difference.high < 0.6);
	t.is(records.at(-1).ruling, "broken");
	t.true(records.every(({ schema }) => schema === 1));
});

test("a baseline is small, and stands for the recordings it was made of", async (t) => {
	const baseline = join(folder, "baseline.json");
	const first = await devnsTop(["diff", A, SAME, "--save-baseline", baseline]);
	t.is(first.exitCode, 0);
	t.true(statSync(baseline).size < 100_000, `${statSync(baseline).size} bytes`);
	t.is((await devnsTop(["diff", baseline, SLOW, ...LIMIT])).exitCode, 1);
	t.is((await devnsTop(["diff", baseline, A, ...LIMIT])).exitCode, 0);
	writeFileSync(join(folder, "no.json"), "{}");
	const refused = await devnsTop(["diff", join(folder, "no.json"), A]);
	t.is(refused.exitCode, 2);
	t.regex(refused.stderr, /no baseline/);
	t.like(JSON.parse(readFileSync(baseline, "utf8")), { schema: 1, type: "measures", recordings: 1 });
});

test("several recordings are a side, a folder is all of its recordings, and processes make no difference", async (t) => {
	const many = join(folder, "many");
	mkdirSync(many);
	for (let seed = 10; seed < 16; seed++)
		writeFileSync(join(many, `${seed}.devns`), recordingOf(played({ seed, switches: 50 })));
	const { stdout, exitCode } = await devnsTop(["diff", many, "--with", A, SAME, "--json"]);
	t.is(exitCode, 0);
	const [a, b] = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	t.like(a, { side: "a", recordings: 6, switches: { done: 300 } });
	t.like(b, { side: "b", recordings: 2, switches: { done: 600 } });
	const [one, several] = [await measureAll([many], 1), await measureAll([many], 3)];
	t.deepEqual(several.measures.samples.get("switch.total")?.summary, one.measures.samples.get("switch.total")?.summary);
});

test("a report of several recordings is what they say together", async (t) => {
	const { exitCode, stdout } = await devnsTop(["report", A, SAME, "--json"]);
	t.is(exitCode, 0);
	const [all, ...measures] = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	t.like(all, { type: "recordings", recordings: 2, switches: { done: 600 }, kernel: ["6.1.0-13-amd64"] });
	t.is(measures.find(({ measure }) => measure === "switch.fb").count, 600);
	const torn = await devnsTop(["report", A, TORN]);
	t.is(torn.exitCode, 3);
	t.regex(torn.stdout, /^switch\.fb +599 /m);
	t.regex(torn.stdout, /INCOMPLETE/);
	t.is((await devnsTop(["report", A, SAME, "--html"])).exitCode, 2);
});

test("limits on one recording", async (t) => {
	t.is((await devnsTop(["check", A, "--limit", "switch.fb.p95 < 20ms"])).exitCode, 0);
	const broken = await devnsTop(["check", A, "--limit", "switch.fb.p95 < 20ms", "--limit", "switch.fb.max < 1us"]);
	t.is(broken.exitCode, 1);
	t.regex(broken.stdout, /^kept: .*\nBROKEN: switch\.fb\.max < 1us/);
	t.is((await devnsTop(["check", A, "--limit", "switch.sound.p95 < 20ms"])).exitCode, 3);
	const torn = await devnsTop(["check", TORN, "--limit", "switch.fb.p95 < 20ms"]);
	t.is(torn.exitCode, 3);
	t.regex(torn.stdout, /^INCOMPLETE: .* in 1 session(,|$)/m);
	const json = await devnsTop(["check", TORN, "--json", "--limit", "switch.fb.p95 < 20ms"]);
	const [side, judged] = json.stdout
		.trimEnd()
		.split("\n")
		.map((text) => JSON.parse(text));
	t.is(side.type, "side");
	t.true(Object.keys(side.shortcomings).length > 0, "what is missing is said to programs, too");
	t.is(judged.ruling, "kept");
	const wrong = await devnsTop(["check", A, "--limit", "fast enough"]);
	t.not(wrong.exitCode, 0);
	t.regex(wrong.stderr, /switch\.fb\.p95 < 20ms/);
	const none = await devnsTop(["check", A]);
	t.is(none.exitCode, 2, "a limit that got lost on its way is no pass");
	t.regex(none.stderr, /no limit to keep/);
});

test("a limit of another unit than what it is of is refused", async (t) => {
	for (const wrong of ["switch.total.count < 5ms", "rate.switches.median < 1ms", "switch.total.p95 > 20"]) {
		const { exitCode, stderr } = await devnsTop(["check", A, "--limit", wrong]);
		t.is(exitCode, 2, wrong);
		t.regex(stderr, /times in ns, us, ms or s, rates in \/s, counts without a unit/);
	}
	t.is((await devnsTop(["diff", A, SLOW, "--fail-on", "switch.total.count > +1ms"])).exitCode, 2);
});

test("a value that looks like its limit is told in all its digits", async (t) => {
	const { stdout } = await devnsTop(["check", A, "--json", "--limit", "switch.fb.p95 < 20ms"]);
	const { value } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
	const near = await devnsTop(["check", A, "--limit", `switch.fb.p95 < ${Math.round(value) + 1}ns`]);
	t.regex(near.stdout, /^kept: .* \([\d,]+ ns\)$/m);
});

test("what a pull request is told first is no more than what is known", async (t) => {
	const few = [
		fileOf("few1.devns", { seed: 6, switches: 3 }),
		fileOf("few2.devns", { seed: 7, switches: 3, slow: 2 }),
	] as const;
	const first = async (...args: readonly string[]) =>
		(await devnsTop(["diff", ...args, "--markdown"])).stdout.split("\n")[0]?.replaceAll("\\", "");
	t.is(await first(...few), "### devns-top: too few samples to say whether anything is slower");
	t.regex((await first(A, SLOW)) ?? "", /\*\*slower: .*switch\.fb/);
	t.regex(
		(await first(A, SAME)) ?? "",
		/nothing is seen to be slower; too few samples to say so of \d+ of \d+ measures/,
	);
	t.is(await first(A, SAME, "--fail-on", "switch.sound.p95 > +10%"), "### devns-top: **1 limit can't be decided**");
	t.is(await first(A, SLOW, ...LIMIT), "### devns-top: **1 limit not kept**");
});

test("a baseline that can't be kept says why, and how it could", async (t) => {
	const { exitCode, stderr } = await devnsTop(["diff", A, SAME, "--save-baseline", join(folder, "absent", "x.json")]);
	t.is(exitCode, 2);
	t.regex(stderr, /can't be created \(ENOENT\)\.\n {2}Make its folder first\./);
});

test("one side only is no comparison", async (t) => {
	const { exitCode, stderr } = await devnsTop(["diff", A]);
	t.is(exitCode, 2);
	t.regex(stderr, /Two sides/);
});
