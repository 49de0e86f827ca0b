/** Edge: the collector. Watches a machine through a transport, and tells what happens there as batches of events. */
import { open } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Event, Nanos } from "../decoders/event.js";
import { Clock } from "../decoders/lines/clock.js";
import { clientNumbers } from "../decoders/lines/files.js";
import { UserError } from "../decoders/user-error.js";
import type { CatalogueEntry } from "./catalogue.js";
import { Checksums } from "./checksums.js";
import { type Chosen, choose, hasDeviceNamespaces } from "./choice.js";
import { findingsOf } from "./doctor.js";
import { Inventory } from "./inventory.js";
import { Looks } from "./looks.js";
import { Marks } from "./marks.js";
import { newcomers } from "./newcomers.js";
import { ActivityPolicy, type Policy } from "./policy.js";
import { assemble, blamed, settingOf } from "./program.js";
import { demandSeat, Seat } from "./seat.js";
import { missingProbes, probeEvent, sessionOf } from "./session.js";
import { type Survey, survey } from "./survey.js";
import type { Transport } from "./transport.js";
import { type Ended, endOf, Watch, type Watched } from "./watch.js";

export interface CollectOptions {
	readonly transport: Transport;
	/** Ends the collection: the last tallies still come. */
	readonly signal: AbortSignal;
	/** A file on this machine that bpftrace's output is kept in as well, as it is. */
	readonly raw?: string | undefined;
	/** Who is said to be active where the kernel does not say. */
	readonly policy?: Policy | undefined;
	/** A file with a table of device classes of the user's own: see classes.txt. */
	readonly classes?: string | undefined;
	/** Notes that are put into it meanwhile. */
	readonly marks?: Marks | undefined;
	/** Has the framebuffer of device namespaces summed up, with the screen. */
	readonly verifyScreen?: boolean | undefined;
	/** Attaches the witnesses of an audit as well. */
	readonly audit?: boolean | undefined;
	/** Tells each delivery as it happens, instead of what they come to now and then. */
	readonly eachDelivery?: boolean | undefined;
}

const MOST_RESTARTS = 3;
/** Milliseconds before the first restart; twice as many before each further one. */
const FIRST_PAUSE = 250;
/** Whatever watched for so long (ns) begins a new count of crashes. */
const LONG_LIFE = 60_000_000_000;

/** What is missing and can't be done without, with its cure. */
const demand = (found: Survey): void => {
	const trouble = findingsOf(found).find(({ required, state }) => required && state === "missing");
	if (trouble) throw new UserError(trouble.found, trouble.cure);
};

const cannotAttach = ({ complaint, exitCode }: Ended): UserError =>
	new UserError(
		`bpftrace could not attach (exit ${exitCode}): ${complaint.trim() || "it gave no reason"}`,
		"Try: devns-top doctor",
	);

const told = (probes: readonly CatalogueEntry[], state: "failed" | "ended", t: Nanos, reason = ""): readonly Event[] =>
	probes.map((probe) => ({ ...probeEvent(probe, state, reason), t }));

const keepsEnding = ({ complaint, exitCode }: Ended): UserError =>
	new UserError(
		`bpftrace ended again and again; at last: ${endOf(complaint, exitCode)}`,
		"Does something kill it, such as a lack of memory? See dmesg.",
	);

/** Watches with as many of the probes as attach, and again after a crash. */
async function* watch(
	on: Watched & { readonly eachDelivery: boolean },
	chosen: readonly Chosen[],
): AsyncGenerator<readonly Event[]> {
	let probes = chosen;
	let before: Ended | undefined;
	let crashes = 0;
	while (!on.signal.aborted) {
		const program = await assemble(probes, settingOf(on.found, probes, on.eachDelivery));
		const ended: Ended = yield* new Watch(on, program, probes, before).events();
		if (on.signal.aborted) {
			if (ended.attached) yield told(probes, "ended", ended.last);
		} else if (ended.attached) {
			yield told(probes, "ended", ended.last, endOf(ended.complaint, ended.exitCode));
			if (ended.until - (before?.until ?? 0) > LONG_LIFE) crashes = 0;
			if (++crashes > MOST_RESTARTS) throw keepsEnding(ended);
			before = ended;
			await wait(FIRST_PAUSE * 2 ** crashes, undefined, { signal: on.signal }).catch(() => {});
		} else {
			const faulty = blamed(program, ended.complaint);
			const rest = probes.filter(({ id }) => !faulty.includes(id));
			if (rest.length === probes.length || rest.length === 0) throw cannotAttach(ended);
			const failed = probes.filter(({ id }) => faulty.includes(id));
			yield told(failed, "failed", ended.last, ended.complaint.trim());
			probes = rest;
		}
	}
}

export async function* collect({
	transport,
	signal,
	raw,
	marks = new Marks(),
	policy = { is: "master" },
	classes,
	verifyScreen = false,
	audit = false,
	eachDelivery = false,
}: CollectOptions): AsyncGenerator<readonly Event[]> {
	const found = await survey(transport, classes);
	demand(found);
	const choice = choose(found, { audit });
	const told: Policy = hasDeviceNamespaces(choice) ? { is: "none" } : policy;
	if (told.is === "session") await demandSeat(transport);
	yield [sessionOf(found, choice), ...missingProbes(choice)];
	const checksums = verifyScreen ? new Checksums(transport) : undefined;
	const clock = new Clock(found.boot);
	const activity = new ActivityPolicy(told);
	const looks = told.is === "session" ? new Looks(activity) : undefined;
	const seat = looks && new Seat(transport, clock, looks);
	const keep = raw === undefined ? undefined : await open(raw, "w", 0o600);
	try {
		const inventory = new Inventory();
		const on = {
			transport,
			found,
			clock,
			inventory,
			nextClient: clientNumbers(),
			marks,
			checksums,
			signal,
			eachDelivery,
		};
		let last = 0 as Nanos;
		for await (const events of watch({ ...on, raw: keep && ((chunk) => keep.appendFile(chunk)) }, choice.chosen)) {
			last = events.at(-1)?.t ?? last;
			const heard = (looks ?? activity).hear(events);
			if (heard.length > 0) yield heard;
		}
		looks?.end();
		yield looks?.hear([]) ?? [];
		if (audit) yield await newcomers(transport, found, choice.chosen, last, classes);
	} finally {
		seat?.end();
		await checksums?.end();
		await keep?.close();
	}
}
