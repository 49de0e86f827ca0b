/** An end for test files that say nothing any more. */
import { readFileSync } from "node:fs";

/** Longer than any test takes, and short enough for the whole to end in time (ms). */
const SILENCE = 15 * 60_000;
/** For a process that was told to end (ms). */
const GRACE = 30_000;

const childrenOf = (pid) => {
	try {
		return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
	} catch {
		return [];
	}
};

const signal = (pid, name) => {
	try {
		process.kill(pid, name);
	} catch {
		// It is gone.
	}
};

/**
 * Watches ava, whose own limit does not come any more once a test has asked for more time than it. `heard` is to be called whenever ava
 * says something. After a silence the processes of the test files that run are told to end (SIGUSR2), and killed where they do not: ava tells their
 * tests as failed, and goes on with the other files. After a second silence ava is killed itself. `say` is told of it.
 */
export const patience = (ava, say, { silence = SILENCE, grace = GRACE } = {}) => {
	let silences = 0;
	const end = () => {
		if (++silences > 1) {
			say("Nor has ava ended: it is killed.");
			ava.kill("SIGKILL");
			return;
		}
		const files = childrenOf(ava.pid);
		say(`No test has ended for ${Math.round(silence / 1000)} s: the ${files.length} test files that run are ended.`);
		for (const pid of files) signal(pid, "SIGUSR2");
		killing = setTimeout(() => {
			const left = childrenOf(ava.pid).filter((pid) => files.includes(pid));
			for (const pid of left) signal(pid, "SIGKILL");
		}, grace);
		waiting.refresh();
	};
	let killing;
	const waiting = setTimeout(end, silence);
	ava.once("close", () => {
		clearTimeout(waiting);
		clearTimeout(killing);
	});
	return {
		heard: () => {
			silences = 0;
			waiting.refresh();
		},
	};
};
