/** The terminal is as it was, and gets no more than it takes. */
import test from "ava";
import { UserError } from "../../decoders/user-error.js";
import { type DashboardEnd, type DashboardOptions, runDashboard } from "../../tui/dashboard.js";
import { COUNTS_MS } from "../../tui/frame-pace.js";
import { Feed, PROCESS_EVENTS, start } from "./performance.js";
import { LARGE, MEDIUM, SIZES, SMALL } from "./stage.js";
import { A, B, delivery, MS, opening, SECOND, story, switched } from "./story.js";
import { fakeTerminal, screenRows, UTF8 } from "./terminal.js";
import { until } from "./until.js";

const NOTHING_LEFT = {
	raw: false,
	buffer: "normal",
	cursor: true,
	listeners: PROCESS_EVENTS.map(() => 0),
	streams: [0, 0, 0],
	flowing: true,
};

type Started = ReturnType<typeof start>;

const ends = test.macro({
	exec: async (t, act: (started: Started) => void, expected: DashboardEnd) => {
		const started = start();
		started.feed.give(story());
		await started.sees(/► RED/);
		t.true(started.input.raw);
		t.is(started.output.emulator.buffer.active.type, "alternate");
		act(started);
		t.deepEqual(await started.over, expected);
		await until(() => started.output.emulator.buffer.active.type === "normal");
		await until(() => started.output.listenerCount("error") === 0);
		t.deepEqual(started.left(), NOTHING_LEFT);
		t.true(started.feed.returned, "the source is told that nobody reads any more");
	},
	title: (title = "") => `the terminal is as it was after ${title}`,
});

test.serial("q", ends, ({ type }) => type("q"), { reason: "quit" });
test.serial("Ctrl-C", ends, ({ type }) => type("\x03"), { reason: "quit" });
test.serial("SIGTERM", ends, () => process.kill(process.pid, "SIGTERM"), { reason: "aborted", signal: "SIGTERM" });
test.serial("SIGHUP", ends, () => process.kill(process.pid, "SIGHUP"), { reason: "aborted", signal: "SIGHUP" });
test.serial("SIGINT", ends, () => process.kill(process.pid, "SIGINT"), { reason: "aborted", signal: "SIGINT" });
test.serial("the end of the input", ends, ({ input }) => input.end(), { reason: "terminal-gone" });
test.serial("an error of the input", ends, ({ input }) => input.emit("error", new Error("EIO")), {
	reason: "terminal-gone",
});
test.serial("an error of the output", ends, ({ output }) => output.emit("error", new Error("EPIPE")), {
	reason: "terminal-gone",
});

test.serial("the terminal is as it was after the source failed, and the failure is passed on", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/► RED/);
	started.feed.end(new Error("the collector broke"));
	await t.throwsAsync(started.over, { message: "the collector broke" });
	await until(() => started.output.emulator.buffer.active.type === "normal");
	await until(() => started.output.listenerCount("error") === 0);
	t.deepEqual(started.left(), NOTHING_LEFT);
});

test.serial("an abort ends it, and one before its beginning keeps it from touching the terminal", async (t) => {
	const stop = new AbortController();
	const started = start(SMALL, { signal: stop.signal });
	await started.sees(/waiting for the stream/);
	stop.abort();
	t.deepEqual(await started.over, { reason: "aborted" });
	const late = start(SMALL, { signal: stop.signal });
	t.deepEqual(await late.over, { reason: "aborted" });
	t.is(late.output.text, "");
});

test.serial("a terminal that can't be written to any more ends it", async (t) => {
	const started = start();
	await started.sees(/waiting/);
	started.output.broken = true;
	started.feed.give(story());
	t.deepEqual(await started.over, { reason: "terminal-gone" });
	t.false(started.input.raw);
});

test.serial("a terminal that does not read gets no backlog, and then the latest picture", async (t) => {
	const started = start(LARGE);
	started.feed.give(opening());
	await started.sees(/no switch so far/);
	await until(() => started.output.writableLength === 0);
	started.output.stopped = true;
	const before = started.output.offered;
	for (let id = 1; id <= 40; id++) {
		started.feed.give(switched(id, id % 2 ? A : B, id % 2 ? B : A, id * SECOND));
		await until(() => started.feed.taken === id + 1);
		if (id % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 80));
	}
	const queued = started.output.offered - before;
	t.true(queued <= 1, `${queued} frames were queued`);
	started.output.go();
	await started.sees(/#40 RED → BLUE/);
	started.type("q");
	await started.over;
});

test.serial(
	"where counts alone come, frames come no faster than these are read, and what happens is seen at once",
	async (t) => {
		const started = start();
		started.feed.give(opening());
		await started.sees(/no switch so far/);
		await until(() => started.output.writableLength === 0);
		const [before, began] = [started.output.offered, performance.now()];
		for (let step = 1; step <= 40; step++) {
			started.feed.give([delivery(1, step, 0, SECOND + step * 25 * MS)]);
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
		const most = Math.floor((performance.now() - began) / COUNTS_MS) + 1;
		const frames = started.output.offered - before;
		started.feed.give(switched(1, A, B, 3 * SECOND));
		started.feed.give([delivery(1, 50, 0, 3.1 * SECOND)]);
		await started.sees(/#1 BLUE → RED/);
		started.type("q");
		await started.over;
		t.true(frames <= most && frames >= 1, `${frames} frames, at most ${most}`);
	},
);

test.serial("a terminal that has caught up is drawn to no sooner than is due", async (t) => {
	const started = start();
	started.feed.give(opening());
	await started.sees(/no switch so far/);
	await until(() => started.output.writableLength === 0);
	started.output.stopped = true;
	const [before, began] = [started.output.offered, performance.now()];
	started.type("j");
	await until(() => started.output.writableLength > 0);
	started.feed.give([delivery(1, 1, 0, SECOND)]);
	await until(() => started.feed.taken === 2);
	started.output.go();
	await new Promise((resolve) => setTimeout(resolve, COUNTS_MS / 2));
	const most = 1 + Math.floor((performance.now() - began) / COUNTS_MS);
	const frames = started.output.offered - before;
	started.type("q");
	await started.over;
	t.true(frames <= most, `${frames} frames, at most ${most}`);
});

test.serial("it follows every size, in a storm of them, and comes back from one too small", async (t) => {
	const started = start(MEDIUM);
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED/);
	for (let step = 0; step < 200; step++)
		started.output.resize({ columns: 20 + ((step * 37) % 200), rows: 5 + ((step * 13) % 60) });
	started.output.resize({ columns: 79, rows: 24 });
	await started.sees(/devns-top needs 80×24[\s\S]*this is 79×24/);
	for (const size of [...SIZES, { columns: 93, rows: 31 }]) {
		started.output.resize(size);
		await until(() => {
			const rows = screenRows(started.output.emulator);
			return rows.length === size.rows && new RegExp(`^╰[─┴]{${size.columns - 2}}╯$`).test(rows.at(-3) ?? "");
		});
		t.regex(started.text(), /#11 BLUE → RED/);
	}
	started.type("q");
	await started.over;
});

test.serial("events that come without end don't keep keys and frames waiting", async (t) => {
	const { input, output } = fakeTerminal(SMALL);
	let given = 0;
	async function* flood() {
		yield opening();
		for (let id = 1; ; id++) {
			given++;
			yield switched(id, id % 2 ? A : B, id % 2 ? B : A, id * SECOND);
		}
	}
	const over = runDashboard({ batches: flood(), source: "a flood", input, output, env: UTF8 });
	await until(() => /#\d+ /.test(screenRows(output.emulator)[3] ?? ""));
	input.write("?");
	await until(() => /Keys and signs/.test(screenRows(output.emulator).join("\n")));
	input.write("q");
	t.deepEqual(await over, { reason: "quit" });
	t.true(given > 10);
});

test.serial("a key that comes in pieces is one key, and Escape alone is Escape", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("/red\r");
	await started.sees(/filter: red/);
	for (const piece of ["\x1b", "[", "Z"]) started.type(piece);
	started.type("\r");
	await started.sees(/─ Log /);
	await started.sees(/The event/);
	started.type("\x1b");
	await started.sees(/filter: red/);
	started.type("\x1b");
	await until(() => !/filter:/.test(started.text()));
	started.type("q");
	t.deepEqual(await started.over, { reason: "quit" });
});

test.serial("Ctrl-L draws everything anew", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/► RED/);
	await until(() => started.output.writableLength === 0);
	started.output.emulator.reset();
	started.type("\x0c");
	await started.sees(/► RED[\s\S]*Log and findings \d+/);
	started.type("q");
	t.deepEqual(await started.over, { reason: "quit" });
});

test.serial("clicks come through the terminal, which is told to report them and told to stop", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/► RED/);
	t.true(started.output.text.includes("\x1b[?1000h\x1b[?1006h"));
	const row = started
		.text()
		.split("\n")
		.findIndex((line) => line.includes("event1"));
	started.type(`\x1b[<0;5;${row + 1}M\x1b[<0;5;${row + 1}m`);
	started.type(`\x1b[<0;5;${row + 1}M`);
	await started.sees(/Device event1/);
	started.type("q");
	await started.over;
	t.true(started.output.text.lastIndexOf("\x1b[?1000l") > started.output.text.lastIndexOf("\x1b[?1000h"));
});

const refused = test.macro({
	exec: async (t, change: Partial<DashboardOptions>, message: RegExp) => {
		const { input, output } = fakeTerminal(SMALL);
		const options = { batches: new Feed(), source: "a test", input, output, env: UTF8, ...change };
		const error = await t.throwsAsync(runDashboard(options), { instanceOf: UserError, message });
		t.regex(error.cure, /report/);
		t.is(error.exitCode, 2);
		t.is(output.text, "");
		t.false(input.raw);
	},
	title: (title = "") => `it does not begin where ${title}`,
});

test.serial(
	"standard output is no terminal",
	refused,
	{ output: Object.assign(fakeTerminal(SMALL).output, { isTTY: false }) },
	/standard output is none/,
);
test.serial(
	"standard input is no terminal",
	refused,
	{ input: Object.assign(fakeTerminal(SMALL).input, { isTTY: false }) },
	/standard input is none/,
);
test.serial("the terminal is dumb", refused, { env: { ...UTF8, TERM: "dumb" } }, /TERM=dumb/);
test.serial("TERM is not set", refused, { env: { LANG: "C.UTF-8" } }, /TERM is not set/);

test.serial("a locale without UTF-8 gets ASCII, NO_COLOR gets no colours", async (t) => {
	const { input, output } = fakeTerminal(SMALL);
	const env = { TERM: "xterm-256color", LANG: "C.UTF-8", LC_ALL: "POSIX", NO_COLOR: "1" };
	const feed = new Feed();
	const over = runDashboard({ batches: feed, source: "a test", input, output, env });
	feed.give(story());
	await until(() => /> RED/.test(screenRows(output.emulator).join("\n")));
	t.notRegex(screenRows(output.emulator).join("\n"), /[^\x20-\x7e\n]/);
	t.notRegex(output.text, /38;5|48;5/);
	input.write("q");
	await over;
});
