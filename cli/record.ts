/** Edge: `devns-top record`, which is the collector. */

import type { Event } from "../decoders/event.js";
import { nameFromText } from "../decoders/names.js";
import { createRecording, standardOutput } from "../decoders/recording.js";
import { type Codec, compress } from "../decoders/stream/compression.js";
import { gathered } from "../decoders/stream/gathering.js";
import { BLOCK_EVENTS } from "../decoders/stream/trace-writer.js";
import { BLOCK_MS } from "../decoders/trace.js";
import { UserError } from "../decoders/user-error.js";
import { collect } from "../probes/collector.js";
import { Marks } from "../probes/marks.js";
import { policyOf } from "../probes/policy.js";
import { makeActive } from "../probes/switching.js";
import type { Transport } from "../probes/transport.js";
import { announced } from "./announce.js";
import { audited } from "./audited.js";
import { type Offered, offerControl } from "./control/offer.js";
import { EXIT, report, tellOfClosedPipe } from "./exit.js";
import { type Outlet, Single } from "./outlet/outlet.js";
import { Ring } from "./outlet/ring.js";
import { Rotating, type Rotation } from "./outlet/rotating.js";
import { Started } from "./started.js";
import { endOfRecording, runCommand, untilSwitches } from "./until.js";
import { transport } from "./via.js";

export interface RecordOptions {
	readonly output: string;
	readonly duration?: number | undefined;
	readonly switches?: number | undefined;
	readonly force?: true | undefined;
	readonly compress?: Codec | undefined;
	readonly rotate?: Rotation | undefined;
	readonly keep?: number | undefined;
	/** Seconds. */
	readonly ring?: number | undefined;
	/** What has the ring written: a finding, a switch slower than so many ns. */
	readonly on?: readonly ("finding" | number)[] | undefined;
	readonly via?: string | undefined;
	readonly active?: string | undefined;
	readonly classes?: string | undefined;
	readonly raw?: string | undefined;
	readonly verifyScreen?: true | undefined;
	readonly audit?: true | undefined;
	readonly eachDelivery?: true | undefined;
	/** Ends when standard input does. */
	readonly whileFed?: true | undefined;
	/** Where its control socket is; `false` for none. */
	readonly control?: string | boolean | undefined;
}

/** A mark is a line of a log, and so is a reason. */
const LONGEST_MARK = 200;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const outletOf = async (options: RecordOptions): Promise<Outlet> => {
	const { output, force, ring, rotate, keep, on = [] } = options;
	const written = { codec: options.compress };
	// Where this Node lacks it, that is told before anything is recorded.
	if (written.codec !== undefined) compress(written.codec, new Uint8Array(0));
	if ((ring !== undefined || rotate !== undefined) && output === "-")
		throw new UserError(
			"A pipe is one stream: it can't be rotated, or be written now and then.",
			"Name a file with -o.",
		);
	if (ring === undefined && on.length > 0)
		throw new UserError("--on is a reason to have a ring written.", "Add --ring 30s.");
	if (rotate === undefined && keep !== undefined)
		throw new UserError("--keep is of the files of a rotation.", "Add --rotate 100MB.");
	if (ring !== undefined) {
		const over = on.filter((each) => typeof each === "number");
		const onSwitchOver = over.length > 0 ? Math.min(...over) : undefined;
		return new Ring(output, { ...written, seconds: ring, onFinding: on.includes("finding"), onSwitchOver, told: say });
	}
	if (rotate !== undefined) return Rotating.begin(output, { ...rotate, keep }, written);
	if (output === "-") tellOfClosedPipe();
	const recording = output === "-" ? standardOutput() : await createRecording(output, { overwrite: force === true });
	return new Single(recording, written);
};

/** A collector that nobody can ask is better than none. */
const offer = async (
	machine: Transport,
	marks: Marks,
	outlet: Outlet,
	started: Started,
	where: RecordOptions["control"],
): Promise<Pick<Offered, "close"> | undefined> => {
	if (where === false) return undefined;
	try {
		return await offerControl(typeof where === "string" ? where : undefined, {
			mark: (text) => marks.add(nameFromText(text.slice(0, LONGEST_MARK))),
			switch: (pid) => makeActive(machine, pid),
			start: (file) => started.start(file, () => outlet.state),
			stop: () => started.stop(),
			...(outlet instanceof Ring && {
				trigger: (reason = "it was asked for") => outlet.write(nameFromText(reason.slice(0, LONGEST_MARK))),
			}),
		});
	} catch (error) {
		say(`Nobody can ask this collector for anything: ${error instanceof Error ? error.message : error}`);
		return undefined;
	}
};

/** Runs the command as soon as what was there before has been told. */
async function* around(
	batches: AsyncIterable<readonly Event[]>,
	begin: (() => void) | undefined,
): AsyncGenerator<readonly Event[]> {
	for await (const events of batches) {
		yield events;
		if (events.some(({ kind }) => kind === "ready")) begin?.();
	}
}

/** With a command, its exit code. */
export const record = async (options: RecordOptions, command: readonly string[] = []): Promise<number> => {
	const outlet = await outletOf(options);
	const stop = endOfRecording(options.duration);
	const machine = transport(options.via);
	const [marks, started] = [new Marks(), new Started()];
	const offered = await offer(machine, marks, outlet, started, options.control);
	if (outlet instanceof Ring) process.on("SIGUSR2", () => void outlet.write("a signal").catch(report));
	if (options.whileFed) {
		const unfed = (): void => stop.abort();
		process.stdin.on("end", unfed).on("error", unfed).resume();
		// It is not what this process lives for.
		process.stdin.unref();
	}
	let run: Promise<number> | undefined;
	const begin = (): void => {
		run ??= runCommand(command, stop.signal, options.output === "-").finally(() => stop.abort());
	};
	const collected = collect({
		transport: machine,
		signal: stop.signal,
		raw: options.raw,
		marks,
		policy: options.active === undefined ? undefined : policyOf(options.active),
		classes: options.classes,
		verifyScreen: options.verifyScreen,
		audit: options.audit,
		eachDelivery: options.eachDelivery,
	});
	const counted = untilSwitches(announced(audited(collected)), options.switches, () => stop.abort());
	try {
		const batches = around(counted, command.length > 0 ? begin : undefined);
		for await (const events of gathered(batches, BLOCK_EVENTS, BLOCK_MS)) {
			await Promise.all([outlet.take(events), started.take(events)]);
		}
		await outlet.end();
		await started.end();
	} finally {
		stop.abort();
		offered?.close();
		await outlet.close();
	}
	return (await run) ?? EXIT.pass;
};
