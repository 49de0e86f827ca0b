/**
 * How long it takes from the start of the collector to its first live event, against how long bpftrace itself takes to attach
 * the same program, by itself and with what the collector prepares for it (probes/bpftrace.ts): kernel/scenarios/attach-time.sh, where somebody asks an LED for something the whole time.
 *
 *     node dist/bench/attach.js [ROUNDS]
 *     node dist/bench/attach.js each	how much each probe adds to that
 */
import { execa } from "execa";
import type { Event } from "../decoders/event.js";
import { readTrace } from "../decoders/trace.js";
import { bpftraceArguments, environment, startBpftrace } from "../probes/bpftrace.js";
import { type Chosen, choose } from "../probes/choice.js";
import { assemble, type Program, settingOf } from "../probes/program.js";
import { type Survey, survey } from "../probes/survey.js";
import { localTransport, type Process } from "../probes/transport.js";

const COLLECTOR = new URL("../cli/main.js", import.meta.url).pathname;
/** What BEGIN prints. */
const BEGUN = '"bg ';

const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const until = async (chunks: AsyncIterable<Uint8Array>, sought: string): Promise<void> => {
	let text = "";
	for await (const chunk of chunks) {
		text += Buffer.from(chunk).toString("latin1");
		if (text.includes(sought)) return;
	}
	throw new Error(`bpftrace ended before it said ${sought}`);
};

/** Milliseconds from the start of a bpftrace until all is attached. */
const attaching = async (start: () => Process): Promise<number> => {
	const begin = performance.now();
	const bpftrace = start();
	bpftrace.stderr.pipe(process.stderr);
	await until(bpftrace.stdout, BEGUN);
	const took = performance.now() - begin;
	bpftrace.kill("SIGKILL");
	await bpftrace.done;
	return took;
};

/** As the collector starts it. */
const prepared = (program: Program, found: Survey): Promise<number> =>
	attaching(() => startBpftrace(localTransport(), program, found));

/** As anybody would start it. */
const bare = (program: Program, found: Survey): Promise<number> =>
	attaching(() =>
		localTransport().spawn(["bpftrace", ...bpftraceArguments(program, found)], { env: environment(found) }),
	);

const isLive = ({ kind }: Event): boolean => kind === "request";

/** Milliseconds from the start of the collector until a live event came out of it. */
const collector = async (): Promise<number> => {
	const begin = performance.now();
	const child = execa(process.execPath, [COLLECTOR, "record", "-o", "-"], {
		buffer: false,
		encoding: "buffer",
		reject: false,
	});
	let took: number | undefined;
	for await (const events of readTrace(child.stdout)) {
		if (took !== undefined || !events.some(isLive)) continue;
		took = performance.now() - begin;
		child.kill("SIGINT");
	}
	await child;
	if (took === undefined) throw new Error("the collector ended before an event came");
	return took;
};

const assembled = (found: Survey, probes: readonly Chosen[]): Promise<Program> =>
	assemble(probes, settingOf(found, probes));

const medianMs = (values: readonly number[]): number => Math.round(median(values));

const compared = async (found: Survey, rounds: number): Promise<void> => {
	const program = await assembled(found, choose(found, { audit: false }).chosen);
	const times: { readonly bare: number; readonly prepared: number; readonly first: number }[] = [];
	for (let round = 0; round < rounds; round++)
		times.push({
			bare: await bare(program, found),
			prepared: await prepared(program, found),
			first: await collector(),
		});
	const ratio = (to: "bare" | "prepared"): string => median(times.map((time) => time.first / time[to])).toFixed(2);
	const ms = (what: "bare" | "prepared" | "first"): number => medianMs(times.map((time) => time[what]));
	console.log(
		`attach rounds=${rounds} bpftrace_ms=${ms("bare")} prepared_ms=${ms("prepared")} first_event_ms=${ms("first")} ratio=${ratio("bare")} ratio_prepared=${ratio("prepared")}`,
	);
};

/** With what it needs, less what that takes by itself. */
const each = async (found: Survey): Promise<void> => {
	const { chosen } = choose(found, { audit: true });
	const timed = async (entries: readonly Chosen[]): Promise<number> => prepared(await assembled(found, entries), found);
	const known = new Map<string | undefined, number>([[undefined, await timed([])]]);
	console.log(`base ms=${medianMs([...known.values()])}`);
	for (const entry of chosen) {
		const needed = chosen.filter(({ id }) => id === entry.with);
		const took = await timed([...needed, entry]);
		known.set(entry.id, took);
		console.log(`probe ${entry.id} ms=${Math.round(took - (known.get(entry.with) ?? Number.NaN))}`);
	}
	console.log(`default ms=${Math.round(await timed(choose(found, { audit: false }).chosen))}`);
	console.log(`audit ms=${Math.round(await timed(chosen))}`);
};

const [what = "3"] = process.argv.slice(2);
const found = await survey(localTransport());
await (what === "each" ? each(found) : compared(found, Number(what)));
