/**
 * How tests use a guest. Where there can be none (the set-up says so in DEVNS_GUEST, or the programs are missing), such
 * tests are skipped loudly; with CI=true that is a failure. Two guests run at a time where the machine has room for them, whichever
 * files their tests are in: one leaves about a third of two CPUs unused.
 */
import { readFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import test, { type ExecutionContext } from "ava";
import { lockedOneOf } from "../../kernel/vm/cache.js";
import {
	type BootOptions,
	boot,
	ensureGuest,
	type Guest,
	missing,
	type Outcome,
	PROVEN,
	RELEASES,
	type Release,
	type Run,
} from "../../kernel/vm/index.js";

/** Of the machine, that two guests, what QEMU keeps of their code, and two tests leave something to others. */
const ROOM_FOR_TWO = 7 * 2 ** 30;
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
/** In each of them a guest may run. */
const PLACES = availableParallelism() >= 2 && memory >= ROOM_FOR_TWO ? ["guest-1", "guest-2"] : ["guest-1"];

/** For all other guests to end. */
const ITS_TURN_MS = 80 * 60_000;
/** What a run may take that does not say. */
const RUN_MS = 300_000;
/** For a kernel to come up, which takes 4 s on a quiet machine, and how often that is tried. */
const BEGIN_MS = 120_000;
const BOOTS = 3;
/** For the set-up of the run, and for what is looked at after it. */
const AROUND_IT_MS = 60_000;

const absentBecause = async (): Promise<string | undefined> => {
	const told = process.env.DEVNS_GUEST;
	if (told?.startsWith("absent:")) return told.slice("absent:".length);
	if (process.platform !== "linux" || process.arch !== "x64") return `${process.platform} on ${process.arch}`;
	const packages = await missing();
	return packages.length > 0 ? `packages are missing: ${packages.join(" ")}` : undefined;
};

const absent = await absentBecause();
if (absent !== undefined && process.env.CI === "true")
	throw new Error(`with CI=true nothing may be skipped, but there is no guest: ${absent}`);

/** Where a test runs that does not say: on the oldest kernel that is supported, or on the one that was asked for. */
const defaultRelease = (asked: string | undefined): Release => {
	if (!asked) return "bookworm";
	const found = RELEASES.find((release) => release === asked);
	if (found === undefined) throw new Error(`DEVNS_RELEASE is ${asked}, which is none of ${RELEASES.join(", ")}`);
	return found;
};

const DEFAULT_RELEASE = defaultRelease(process.env.DEVNS_RELEASE);

/** On which kernels a test runs. A test that says so has them in its title. */
export interface Kernels {
	/** Instead of the default. */
	readonly on?: Release | undefined;
	/** On every one, where `DEVNS_KERNELS=each` asks for that, as `.ci/run` does. */
	readonly each?: boolean | undefined;
}

const asksForEach = (asked: string | undefined): boolean => {
	if (asked && asked !== "each") throw new Error(`DEVNS_KERNELS is ${asked}; it may be each, or nothing`);
	return asked === "each";
};

const EACH = asksForEach(process.env.DEVNS_KERNELS);

const theGuest = (t: ExecutionContext, release: Release): Promise<Guest> =>
	ensureGuest({ release, log: (line) => t.log(line) });

type Implementation = (t: ExecutionContext, guest: Guest) => Promise<void>;

export interface GuestOptions extends Kernels {
	/** How long its run may take, as in `BootOptions`. */
	readonly timeoutMs?: number | undefined;
}

/** How long the test may take from now on, whose run may take so long. */
const limit = (t: ExecutionContext, timeoutMs: number | undefined): void =>
	t.timeout((timeoutMs ?? RUN_MS) + (BOOTS - 1) * BEGIN_MS + AROUND_IT_MS, "ran for too long");

/** Waits until the machine has room for a guest, and only then counts how long the test takes. */
export const inItsTurn = <T>(
	t: ExecutionContext,
	guest: Guest,
	timeoutMs: number | undefined,
	work: () => Promise<T>,
): Promise<T> =>
	lockedOneOf(
		PLACES.map((place) => join(guest.cache, place)),
		() => {
			limit(t, timeoutMs);
			return work();
		},
	);

const testOn = (about: string, release: Release | undefined, implementation: Implementation): void => {
	const title = release === undefined ? about : `${about} (${release})`;
	if (absent !== undefined) {
		process.stderr.write(`SKIPPED, no guest (${absent}): ${title}\n`);
		test.serial.skip(title, (t) => t.fail());
		return;
	}
	test.serial(title, async (t) => {
		t.timeout(ITS_TURN_MS, "waited in vain for its turn");
		await implementation(t, await theGuest(t, release ?? DEFAULT_RELEASE));
	});
};

/** A test that needs a guest, but takes its turn by itself. One after the other, with others of its file. */
export const testWithGuest = (about: string, { on, each }: Kernels, implementation: Implementation): void => {
	for (const release of each && EACH ? PROVEN : [on]) testOn(about, release, implementation);
};

/** A test on the real kernel. */
export const guestTest = (
	about: string,
	implementation: Implementation,
	{ timeoutMs, ...kernels }: GuestOptions = {},
): void => testWithGuest(about, kernels, (t, guest) => inItsTurn(t, guest, timeoutMs, () => implementation(t, guest)));

export interface Ran {
	readonly lines: readonly string[];
	readonly outcome: Outcome;
}

/** Whether the scenario began, or QEMU did not, which booting again would not change. */
const began = async (run: Run): Promise<boolean> => {
	const limit = new AbortController();
	const late = wait(BEGIN_MS, undefined, { signal: limit.signal }).catch(() => undefined);
	const ready = await Promise.race([run.ready, late]).finally(() => limit.abort());
	return ready === false ? (await run.done).why === "qemu" : ready === true;
};

/**
 * Boots a guest that does not outlive the test. An emulated kernel has been seen to hang or crash before its first process, once in
 * hundreds; nothing was tried by then, so it is said and booted again.
 */
export const bootFor = async (t: ExecutionContext, guest: Guest, options: BootOptions): Promise<Run> => {
	for (let boots = 1; ; boots++) {
		const run = await boot(guest, options);
		t.teardown(() => run.stop());
		if (boots === BOOTS || (options.timeoutMs ?? RUN_MS) <= BEGIN_MS || (await began(run))) return run;
		await run.stop();
		process.stderr.write(`${t.title}: the kernel did not come up, and is booted again\n`);
	}
};

/** With none of our modules in it, and not on purpose: what emulation does now and then (kernel/vm/README.md). */
const crashedByItself = async ({ why, tail, console }: Outcome): Promise<boolean> =>
	why === "splat" &&
	!tail.some((line) => line.includes("sysrq triggered crash")) &&
	!(await readFile(console, "utf8")).includes("dev_ns");

/** Runs a scenario, and once more where a kernel that is none of our doing crashed in it, which is said. */
export const runAgain = async <T extends { readonly outcome: Outcome }>(
	t: ExecutionContext,
	{ timeoutMs }: BootOptions,
	run: () => Promise<T>,
): Promise<T> => {
	const ran = await run();
	if (!(await crashedByItself(ran.outcome))) return ran;
	const { console, tail } = ran.outcome;
	process.stderr.write(
		`${t.title}: a kernel without our modules crashed, and all is run again; console: ${console}\n${tail.join("\n")}\n`,
	);
	limit(t, timeoutMs);
	return run();
};

const runOnce = async (t: ExecutionContext, guest: Guest, options: BootOptions): Promise<Ran> => {
	const run = await bootFor(t, guest, options);
	const lines: string[] = [];
	for await (const line of run.results) lines.push(line);
	return { lines, outcome: await run.done };
};

/** The whole run of a scenario. What the console said is shown where the test fails. */
export const runScenario = async (t: ExecutionContext, guest: Guest, options: BootOptions): Promise<Ran> => {
	const { lines, outcome } = await runAgain(t, options, () => runOnce(t, guest, options));
	t.teardown(() => {
		if (!t.passed) t.log(`${outcome.why}; console: ${outcome.console}\n${outcome.tail.join("\n")}`);
	});
	return { lines, outcome };
};
