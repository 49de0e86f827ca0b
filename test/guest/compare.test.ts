/** Recordings from the real kernel, compared: two alike pass, one with a slowed driver fails and names it. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { type Control, controlOver } from "../../cli/control/client.js";
import { devnsTop } from "../cli/command.js";
import { damageIn } from "../decoders/traces.js";
import { ownFolder } from "../folder.js";
import { type Reaction, watchedTest } from "./watched.js";

const out = ownFolder();

let control: Control | undefined;

const record: Reaction = async (line, { control: port }) => {
	control ??= controlOver(port);
	const [what, name] = line.split(" ");
	if (what === "begin") await control.ask({ do: "start", file: `/out/${name}.devns` });
	if (what === "end") await control.ask({ do: "stop" });
};

const compare = watchedTest({ scenario: "kernel/scenarios/compare.sh", out, timeoutMs: 360_000 }, { react: record });
const file = (name: string): string => join(out, `${name}.devns`);
/** More than the emulation's own noise, less than the 60 ms that the phase was slowed by. */
const LIMIT = "switch.input.median > +50% and +20ms";

interface Record {
	readonly type: string;
	readonly [field: string]: unknown;
}

/** What a command answers with `--json`. */
const records = async (command: readonly string[]) => {
	const { exitCode, stdout } = await devnsTop([...command, "--json"]);
	const answers: readonly Record[] = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	const ofType = (type: string): readonly Record[] => answers.filter((answer) => answer.type === type);
	return { exitCode, stdout, ofType };
};

const diff = (a: string, b: string) => records(["diff", file(a), file(b), "--fail-on", LIMIT]);

compare("each part is a whole recording of its own, private to who recorded", async (t, { events }) => {
	t.deepEqual(damageIn(events), []);
	for (const name of ["a1", "a2", "b"]) {
		const { exitCode, ofType } = await records(["check", file(name), "--limit", "switch.total.count > 59"]);
		const report = await devnsTop(["report", file(name)]);
		t.is(exitCode, 0, report.stdout.slice(-1500));
		t.deepEqual(
			ofType("limit").map(({ value }) => value),
			[60],
			name,
		);
		t.is(statSync(file(name)).mode & 0o777, 0o600);
	}
});

compare("two recordings of the same pass", async (t) => {
	const { exitCode, stdout } = await diff("a1", "a2");
	t.is(exitCode, 0, stdout);
});

compare("a driver that was slowed fails the comparison, and is named", async (t) => {
	const { exitCode, stdout, ofType } = await diff("a1", "b");
	t.is(exitCode, 1, stdout);
	t.deepEqual(ofType("circumstance"), [], "nothing else explains it");
	const measures = ofType("measure");
	const differing = measures.filter(({ finding }) => finding === "differs").map(({ measure }) => measure);
	for (const name of ["switch.total", "switch.input", "switch.input.on"])
		t.true(differing.includes(name), String(differing));
	const on = measures.find(({ measure }) => measure === "switch.input.on");
	const { estimate } = (on?.difference ?? { estimate: 0 }) as { readonly estimate: number };
	t.true(estimate > 45e6 && estimate < 120e6, `${estimate} ns more, of 60 ms`);
});
