/** The modules' own scenarios: they judge in the guest, line by line; here nothing may be missing from what they say. */
import type { Release } from "../../kernel/vm/index.js";
import { guestTest, runScenario } from "../vm/guest.js";

const LINE = /^(ok|not ok) - (.+)$/;

const TIMEOUT_MS = 400_000;

const judged = (name: string, about: string, atLeast: number, on?: Release): void =>
	guestTest(
		about,
		async (t, guest) => {
			const { lines, outcome } = await runScenario(t, guest, {
				scenario: `kernel/scenarios/${name}.sh`,
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
		{ on, each: true, timeoutMs: TIMEOUT_MS },
	);

judged("led", "the LED obeys the active namespace and ignores the others", 20);
judged("contract", "/proc/dev_ns keeps its contract, switches and deaths included", 150);
judged("faults", "each fault happens, is not told, and is not there in a normal build", 50);
judged("devices", "a device can be shared by all or private to one", 65);
judged("android", "behind the same nodes each namespace has its own alarms and logs", 110, "trixie");
judged("mouse", "mice tell the active namespace what the stock mousedev tells, byte by byte", 180, "trixie");
judged("input", "the input driver keeps its contract, with stock evtest and libinput as clients", 100);
