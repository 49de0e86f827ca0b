/**
 * What being watched costs those who are, on a stock kernel: kernel/scenarios/stock-cost.sh, where a keyboard takes commands.
 *
 *     node dist/bench/watching.js [ROUNDS [WHICH]]
 *
 * WHICH is a part of the programs' names that are measured.
 * Each way in turns with and without, as many rounds as asked for. What a process spent is no measure: the scheduler does not charge who
 * wakes another with what it does from then until the other runs, which is where the probes' returns are.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { startBpftrace } from "../probes/bpftrace.js";
import { type Chosen, choose } from "../probes/choice.js";
import { assemble, type Program, settingOf } from "../probes/program.js";
import { type Survey, survey } from "../probes/survey.js";
import { localTransport } from "../probes/transport.js";

const EVENTS = 4000;
/** So many that what comes now and then, such as the tallies, is shared by all: of 2,000, an open seemed three times as dear to watch. */
const OPENS = 20_000;
/** What BEGIN prints. */
const BEGUN = '"bg ';

interface Way {
	readonly name: string;
	/** One of these, in ns. */
	readonly take: () => Promise<number>;
}

const [rounds = "3", which = ""] = process.argv.slice(2);
const ANSWERS = "/tmp/keyboard.out";

const answers = (): readonly string[] => readFileSync(ANSWERS, "utf8").trimEnd().split("\n");

const burst = async (packets: number): Promise<number> => {
	const before = answers().length;
	writeFileSync("/tmp/keyboard", `timed ${EVENTS} ${packets}\n`);
	// Asking is work as well, of the one CPU that there is: not before it is over.
	do await wait(1000);
	while (answers().length === before);
	return Number(/took=(\d+)/.exec(answers().at(-1) ?? "")?.[1]) / EVENTS;
};

const opens = async (): Promise<number> => Number((await execa("open_often", ["/tmp/regular", String(OPENS)])).stdout);

const WAYS: readonly Way[] = [
	{ name: "event, each in a write", take: () => burst(0) },
	{ name: "event, a packet in a write", take: () => burst(1) },
	{ name: "event, eight packets in a write", take: () => burst(8) },
	{ name: "open and close of a regular file", take: opens },
];

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;

const measured = async (): Promise<readonly number[]> => {
	const taken: number[] = [];
	for (const { take } of WAYS) taken.push(median([await take(), await take(), await take()]));
	return taken;
};

/** While this program runs. */
const watched = async (program: Program, found: Survey): Promise<readonly number[]> => {
	const bpftrace = startBpftrace(localTransport(), program, found);
	bpftrace.stderr.pipe(process.stderr);
	await new Promise<void>((resolve, reject) => {
		bpftrace.stdout.on("data", (chunk) => String(chunk).includes(BEGUN) && resolve());
		void bpftrace.done.then(() => reject(new Error("bpftrace ended before it began")));
	});
	const taken = await measured();
	bpftrace.kill("SIGKILL");
	await bpftrace.done;
	await wait(500);
	return taken;
};

const found = await survey(localTransport());
const { chosen } = choose(found, { audit: false });
const setting = settingOf(found, chosen);

const of = (ids: readonly string[]): Promise<Program> =>
	assemble(
		chosen.filter(({ id }) => ids.includes(id)),
		setting,
	);

/** `text` beside what keeps time. */
const alone = async (text: string): Promise<Program> => {
	const base = await assemble([] as readonly Chosen[], setting);
	return { ...base, text: base.text + text };
};

/** Others use what it knows. */
const PROBE_OF_OPENS = "stock/opens";

const PROGRAMS: readonly (readonly [name: string, program: Program])[] = [
	["all that the collector attaches", await assemble(chosen, setting)],
	["the probe of evdev alone", await of(["stock/evdev"])],
	["the probe of opens alone", await of([PROBE_OF_OPENS])],
	[
		"all but the probes of opens",
		await of(chosen.filter((one) => one.id !== PROBE_OF_OPENS && one.with !== PROBE_OF_OPENS).map(({ id }) => id)),
	],
	["an empty probe an opened and closed file", await alone("kprobe:__fput { }\n")],
	["an empty probe a packet", await alone("kprobe:evdev_events { }\n")],
	[
		"an empty probe a packet and client, there and back",
		await alone("kprobe:evdev_pass_values { } kretprobe:evdev_pass_values { }\n"),
	],
];

const percent = (value: number, of: number): number => Math.round((value / of) * 1000) / 10;

for (const [name, program] of PROGRAMS.filter(([name]) => name.includes(which))) {
	const turns: { readonly without: readonly number[]; readonly with: readonly number[] }[] = [];
	for (let round = 0; round < Number(rounds); round++)
		turns.push({ without: await measured(), with: await watched(program, found) });
	for (const [index, way] of WAYS.entries()) {
		const [without, having] = [
			turns.map((turn) => turn.without[index] ?? 0),
			turns.map((turn) => turn.with[index] ?? 0),
		];
		const [low = 0, high = 0] = [sorted(without)[0], sorted(without).at(-1)];
		console.log(
			`cost without=${Math.round(median(without))} lowest=${Math.round(low)} highest=${Math.round(high)} with=${Math.round(median(having))} ratio_percent=${percent(median(having), median(without))} (${way.name}; ${name})`,
		);
	}
}
