/** Scenarios that judge in the guest, line by line; here nothing may be missing from what they say. */
import type { Release } from "../../kernel/vm/index.js";
import { guestTest, type Kernels, runScenario } from "../vm/guest.js";

const LINE = /^(ok|not ok) - (.+)$/;

const TIMEOUT_MS = 400_000;

export interface Judged extends Kernels {
	/** By its file in kernel/scenarios/. */
	readonly name: string;
	readonly args?: readonly string[];
	/** How many lines it has to say. */
	readonly atLeast: number;
}

export const judged = (about: string, { name, args = [], atLeast, ...kernels }: Judged): void =>
	guestTest(
		about,
		async (t, guest) => {
			const { lines, outcome } = await runScenario(t, guest, {
				scenario: `kernel/scenarios/${name}.sh`,
				args,
				timeoutMs: TIMEOUT_MS,
			});
			const results = lines.filter((line) => LINE.test(line));
			t.deepEqual(
				lines.filter((line) => line.startsWith("not ok")),
				[],
			);
			t.true(results.length >= atLeast, `${results.length} lines, and at least ${atLeast} were expected`);
			t.true(outcome.ok, outcome.why);
		},
		{ ...kernels, timeoutMs: TIMEOUT_MS },
	);

/** One of the modules' own, on each kernel. */
export const modules = (name: string, about: string, atLeast: number, on?: Release): void =>
	judged(about, { name, atLeast, on, each: true });
