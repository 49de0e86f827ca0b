/** Edge: `devns-top demo`: the remote case, with QEMU as the remote machine. */
import { fileURLToPath } from "node:url";
import type { Event } from "../decoders/event.js";
import { createRecording, type Recording } from "../decoders/recording.js";
import { readTrace } from "../decoders/trace.js";
import { UserError } from "../decoders/user-error.js";
import { boot, ensureGuest, type Run } from "../kernel/vm/index.js";
import { runDashboard } from "../tui/dashboard.js";
import { controlOver } from "./control/client.js";
import { exitOfDashboard } from "./exit.js";
import { afterFirst } from "./first.js";
import { type LookOptions, look } from "./look.js";
import { replay } from "./replay.js";
import { tee } from "./tee.js";
import { terminal } from "./terminal.js";
import { untilSignal } from "./until.js";

const FIXTURE = fileURLToPath(new URL("../../fixtures/three-personas.devns", import.meta.url));
/** Long enough to look around in; the guest ends by itself then, should everything else fail. */
const LIMIT_MS = 4 * 3600 * 1000;

const SCENARIOS = {
	personas: "kernel/scenarios/demo.sh",
	palette: "kernel/scenarios/palette.sh",
} as const;

const isScene = (word: string): word is keyof typeof SCENARIOS => Object.hasOwn(SCENARIOS, word);

interface Options extends LookOptions {
	readonly release: string;
	readonly output?: string | undefined;
	readonly absent?: string | undefined;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** What the scenario says of its preparations, until the screen is the dashboard's. */
const tellProgress = async (run: Run, shown: AbortSignal): Promise<void> => {
	for await (const line of run.results) if (!shown.aborted) say(`  ${line}`);
};

/** The guest's fate as an error, where the stream ended before it began. */
const failure = async (run: Run): Promise<void> => {
	const { why, console, tail } = await run.done;
	throw new UserError(
		`The guest ended (${why}) before its first event:\n${tail.join("\n")}`,
		`Its whole console is in ${console}.`,
	);
};

const watch = async (
	run: Run,
	options: Options,
	screen: ReturnType<typeof terminal>,
	recording: Recording | undefined,
): Promise<number> => {
	const { output, release } = options;
	const opened = new AbortController();
	const told = tellProgress(run, opened.signal);
	const packets = recording === undefined ? run.packets : tee(run.packets, recording);
	const batches: AsyncIterable<readonly Event[]> = await afterFirst(readTrace(packets), failure(run));
	opened.abort();
	try {
		const source = `demo: ${release} in QEMU`;
		const control = controlOver(run.control);
		const shown = { batches, source, recording: output, live: true, control, ...look(options), ...screen };
		return exitOfDashboard(await runDashboard(shown));
	} finally {
		say("Ending the guest …");
		await run.stop();
		await told;
	}
};

export const demo = async (scene: string, options: Options): Promise<number> => {
	if (!isScene(scene)) throw new UserError(`There is no demo ${scene}.`, "Use personas or palette.");
	if (options.absent !== undefined) {
		say(`There is no live kernel to show: ${options.absent}.\nThis is the replay of a recording made on one.`);
		return replay(FIXTURE, { ...options, speed: 1, idle: 3 });
	}
	const { release } = options;
	const screen = terminal();
	if (release !== "bookworm" && release !== "trixie")
		throw new UserError(`There is no guest ${release}.`, "Use bookworm or trixie.");
	const { output } = options;
	const recording = output === undefined ? undefined : await createRecording(output, {});
	const guest = await ensureGuest({ release, log: say });
	say("Booting a stock Debian kernel with device namespaces in QEMU …");
	const stop = untilSignal();
	try {
		const run = await boot(guest, { scenario: SCENARIOS[scene], timeoutMs: LIMIT_MS, signal: stop.signal });
		try {
			return await watch(run, options, screen, recording);
		} finally {
			await run.stop();
		}
	} catch (error) {
		if (!stop.signal.aborted) throw error;
		return exitOfDashboard({ signal: stop.signal.reason });
	}
};
