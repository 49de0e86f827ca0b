/**
 * What can only be measured on the kernel that is observed: `npm run bench -- guest`. Each is a scenario that prints lines of
 * `WHAT key=value…`; two things are done by the same machine in the same run, and their ratio is what counts.
 */
import { boot, ensureGuest, type Guest } from "../kernel/vm/index.js";

interface Measurement {
	readonly subject: string;
	readonly scenario: string;
	/** In instructions, not in time. */
	readonly counted?: boolean;
}

const MEASUREMENTS: readonly Measurement[] = [
	{ subject: "lines printed by bpftrace and decoded", scenario: "kernel/scenarios/print-rate.sh" },
	{
		subject: "start to the first live event, and bpftrace's own attaching",
		scenario: "kernel/scenarios/attach-time.sh",
	},
	{
		subject: "what being watched costs: the input path and open(2), in instructions",
		scenario: "kernel/scenarios/stock-cost.sh",
		counted: true,
	},
	{
		subject: "the collector's CPU, and loss at 20,000 events a second",
		scenario: "kernel/scenarios/stock-rates.sh",
	},
	{ subject: "input delivered by device namespaces, against stock evdev", scenario: "kernel/scenarios/input-cost.sh" },
	{
		subject: "a switch of the framebuffer, against a copy of the screen, in it and by itself",
		scenario: "kernel/scenarios/fb-cost.sh",
	},
];

const run = async (guest: Guest, { scenario, counted = false }: Measurement): Promise<readonly string[]> => {
	const running = await boot(guest, { scenario, counted, timeoutMs: 20 * 60_000 });
	running.packets.resume();
	const lines: string[] = [];
	for await (const line of running.results) lines.push(line);
	const { ok, why, tail } = await running.done;
	if (!ok) throw new Error(`${scenario}: ${why}\n${tail.join("\n")}`);
	return lines;
};

const figuresIn = (line: string): readonly (readonly [string, number])[] =>
	[...line.matchAll(/(\w+)=([\d.]+)/g)].map(([, key = "", value]) => [key, Number(value)] as const);

const asJson = (subject: string, release: string, line: string): string =>
	JSON.stringify({
		schema: 1,
		subject,
		release,
		what: line.split(" ", 1)[0],
		...Object.fromEntries(figuresIn(line)),
	});

/** Prints them as they come; a guest takes its time. */
export const measureGuest = async (release: "bookworm" | "trixie", json: boolean): Promise<void> => {
	const guest = await ensureGuest({ release, log: (line) => process.stderr.write(`${line}\n`) });
	for (const measurement of MEASUREMENTS) {
		const lines = await run(guest, measurement);
		if (json) for (const line of lines) console.log(asJson(measurement.subject, release, line));
		else
			console.log([`${measurement.subject}  (guest: ${release})`, ...lines.map((line) => `  ${line}`), ""].join("\n"));
	}
};
