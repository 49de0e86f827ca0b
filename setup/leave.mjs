/**
 * Loaded by ava into each test file's process, so that it ends: it leaves once its tests have ended, and when it is told to, and says what
 * kept it. ava's own limit does not come any more once a test has asked for more time than it.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import test, { registerCompletionHandler } from "ava";

/** For what a test took down to be gone (ms). */
const GOING = 60_000;
/** For ava to hear what is said; what comes right before the end is lost (ms). */
const SAYING = 500;

const file = relative(process.cwd(), fileURLToPath(test.meta.file));

const leave = (why, end) => {
	const kept = process.getActiveResourcesInfo().join(" ");
	process.stderr.write(`\n${file} ${why}. What is open in it: ${kept || "nothing"}\n`);
	setTimeout(end, SAYING);
};

/** What it has started goes with it. */
registerCompletionHandler(() => {
	const late = () => leave("has not ended after its tests", () => process.exit(1));
	// Does not keep the process by itself.
	setTimeout(late, GOING).unref();
});
/** Not by SIGTERM, which tests are about, and not by process.exit(), of which ava's reporter of TAP does not live to tell. */
process.once("SIGUSR2", () => leave("was told to end while it ran", () => process.kill(process.pid, "SIGUSR2")));
