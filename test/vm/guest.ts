/**
 * How tests use a guest. Where there can be none (the set-up says so in DEVNS_GUEST, or the programs are missing), such
 * tests are skipped loudly; with CI=true that is a failure. One guest runs at a time, whichever file its test is in.
 */
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { locked } from "../../kernel/vm/cache.js";
import {
	type BootOptions,
	boot,
	ensureGuest,
	type Guest,
	missing,
	type Outcome,
	RELEASES,
	type Release,
	type Run,
} from "../../kernel/vm/index.js";

/** For all other guests to end. */
const ITS_TURN_MS = 80 * 60_000;
/** What a run may take that does not say. */
const RUN_MS = 300_000;
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

/** What a test runs on that does not say: the oldest kernel that is supported, or the one that was asked for. */
const defaultRelease = (asked: string | undefined): Release => {
	if (!asked) return "bookworm";
	const found = RELEASES.find((release) => release === asked);
	if (found === undefined) throw new Error(`DEVNS_RELEASE is ${asked}, which is none of ${RELEASES.join(", ")}`);
	return found;
};

const DEFAULT_RELEASE = defaultRelease(process.env.DEVNS_RELEASE);

const theGuest = (t: ExecutionContext, release: Release): Promise<Guest> =>
	ensureGuest({ release, log: (line) => t.log(line) });

type Implementation = (t: ExecutionContext, guest: Guest) => Promise<void>;

export interface GuestOptions {
	/** A test that says on which has it in its title. */
	readonly release?: Release | undefined;
	/** How long its run may take, as in `BootOptions`. */
	readonly timeoutMs?: number | undefined;
}

/** A test on the real kernel: with others of its file one after the other, and alone on the machine. */
export const guestTest = (about: string, implementation: Implementation, options: GuestOptions = {}): void => {
	const { release = DEFAULT_RELEASE, timeoutMs = RUN_MS } = options;
	const title = options.release === undefined ? about : `${about} (${release})`;
	if (absent !== undefined) {
		process.stderr.write(`SKIPPED, no guest (${absent}): ${title}\n`);
		test.serial.skip(title, (t) => t.fail());
		return;
	}
	test.serial(title, async (t) => {
		t.timeout(ITS_TURN_MS, "waited in vain for its turn");
		const guest = await theGuest(t, release);
		await locked(
			join(guest.cache, "one-guest-at-a-time"),
			() => {},
			() => {
				t.timeout(timeoutMs + AROUND_IT_MS, "ran for too long");
				return implementation(t, guest);
			},
		);
	});
};

export interface Ran {
	readonly lines: readonly string[];
	readonly outcome: Outcome;
}

/** Boots a guest that does not outlive the test. */
export const bootFor = async (t: ExecutionContext, guest: Guest, options: BootOptions): Promise<Run> => {
	const run = await boot(guest, options);
	t.teardown(() => run.stop());
	return run;
};

/** The whole run of a scenario. What the console said is shown where the test fails. */
export const runScenario = async (t: ExecutionContext, guest: Guest, options: BootOptions): Promise<Ran> => {
	const run = await bootFor(t, guest, options);
	const lines: string[] = [];
	for await (const line of run.results) lines.push(line);
	const outcome = await run.done;
	t.teardown(() => {
		if (!t.passed) t.log(`${outcome.why}; console: ${outcome.console}\n${outcome.tail.join("\n")}`);
	});
	return { lines, outcome };
};
