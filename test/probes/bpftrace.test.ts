/** How bpftrace is started: with a program in its place that shows what it was given. */
import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import test from "ava";
import { startBpftrace, withLittle } from "../../probes/bpftrace.js";
import { fewTypes } from "../../probes/few-types.js";
import type { Survey } from "../../probes/survey.js";
import { localTransport, type Transport } from "../../probes/transport.js";
import { ownFolder } from "../folder.js";

const SHOWS = `#!/bin/sh
echo "$*"
if [ -n "\${BPFTRACE_BTF-}" ]; then od -An -v -tx1 "$BPFTRACE_BTF"; else echo kernel; fi
`;

const machineWith = (folder: string, tmp: string): Transport => {
	const transport = localTransport();
	const here = { PATH: `${folder}:${process.env.PATH}`, TMPDIR: tmp };
	return { ...transport, spawn: (argv, options) => transport.spawn(argv, { env: { ...options?.env, ...here } }) };
};

const version = (minor: number): Survey =>
	({ bpftrace: { is: "found", version: `v0.${minor}.0`, minor }, possibleCpus: 2 }) as Partial<Survey> as Survey;

/** What the program in bpftrace's place said, and what is left of the file for its types. */
const started = async (minor: number, tmp?: string): Promise<{ said: readonly string[]; left: readonly string[] }> => {
	const folder = ownFolder();
	await writeFile(join(folder, "bpftrace"), SHOWS);
	await chmod(join(folder, "bpftrace"), 0o755);
	const process = startBpftrace(machineWith(folder, tmp ?? folder), { text: "BEGIN { }", parts: [] }, version(minor));
	process.stderr.resume();
	const said = (await text(process.stdout)).trim().split("\n");
	await process.done;
	return { said, left: (await readdir(folder)).filter((name) => name !== "bpftrace") };
};

const ARGUMENTS = "-f json -e BEGIN { } 2";

test("it reads its types from a descriptor, and no file is left", async (t) => {
	const { said, left } = await started(17);
	t.is(said[0], ARGUMENTS);
	t.is(said.slice(1).join("").replaceAll(/\s/g, ""), Buffer.from(fewTypes()).toString("hex"));
	t.deepEqual(left, []);
});

test("it sees no tracepoints but its program's, and without a mount namespace the kernel's", async (t) => {
	const folder = ownFolder();
	const list = join(folder, "available_events");
	const program = (name: string, text: string) =>
		writeFile(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
	const seen = async (): Promise<string> => {
		await writeFile(list, "sched:sched_switch\n");
		const text = "tracepoint:dev_ns:b,\ntracepoint:dev_ns:a { } kprobe:x { } tracepoint:dev_ns:b { }";
		const argv = withLittle({ text, parts: [] }, ["/nonexistent/list", list]);
		const { stdout } = await localTransport().run(argv, {
			env: { PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder },
		});
		return stdout;
	};
	await program("bpftrace", `cat "${list}"`);
	await program("mount", '[ "$1 $2" = "-o bind" ] && cp "$3" "$4"');
	await program("unshare", '[ "$1" = -m ] && shift && exec "$@"');
	t.is(await seen(), "dev_ns:b\ndev_ns:a\n");
	await program("mount", "exit 1");
	t.is(await seen(), "sched:sched_switch\n", "where nothing can be mounted");
	await program("unshare", "exit 1");
	t.is(await seen(), "sched:sched_switch\n", "where there is no mount namespace to be had");
	t.deepEqual(
		(await readdir(folder)).filter((name) => name.startsWith("devns-top")),
		[],
	);
});

test("it has the kernel's types where no file can be made, or where it was not seen to work without", async (t) => {
	t.deepEqual((await started(17, "/nonexistent")).said, [ARGUMENTS, "kernel"]);
	t.deepEqual((await started(24)).said, [ARGUMENTS, "kernel"]);
});
