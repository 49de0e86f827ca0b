import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import test from "ava";
import type { Event } from "../../decoders/event.js";
import { UserError } from "../../decoders/user-error.js";
import { type DashboardEnd, type DashboardOptions, runDashboard } from "../../tui/dashboard.js";
import type { Wish } from "../../tui/effects.js";
import type { Size } from "../../tui/geometry.js";
import type { Settings } from "../../tui/settings.js";
import { LARGE, MEDIUM, SIZES, SMALL } from "./stage.js";
import { A, at, B, loss, name, opening, SECOND, story, switched } from "./story.js";
import { fakeTerminal, screenRows, UTF8 } from "./terminal.js";
import { until } from "./until.js";

/** A stream whose batches the test gives, one by one. */
class Feed implements AsyncIterable<readonly Event[]> {
	readonly #waiting: (readonly Event[])[] = [];
	#wake = (): void => {};
	#end: "open" | "ended" | Error = "open";
	taken = 0;
	returned = false;

	give(batch: readonly Event[]): void {
		this.#waiting.push(batch);
		this.#wake();
	}

	end(error?: Error): void {
		this.#end = error ?? "ended";
		this.#wake();
	}

	[Symbol.asyncIterator](): AsyncIterator<readonly Event[]> {
		return {
			next: async () => {
				while (this.#waiting.length === 0 && this.#end === "open")
					await new Promise<void>((resolve) => {
						this.#wake = resolve;
					});
				const value = this.#waiting.shift();
				if (value !== undefined) {
					this.taken++;
					return { done: false, value };
				}
				if (this.#end instanceof Error) throw this.#end;
				return { done: true, value: undefined };
			},
			return: async () => {
				this.returned = true;
				return { done: true, value: undefined };
			},
		};
	}
}

const PROCESS_EVENTS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP",
	"SIGCONT",
	"SIGQUIT",
	"exit",
	"uncaughtException",
	"uncaughtExceptionMonitor",
];

const start = (size: Size = SMALL, options: Partial<DashboardOptions> = {}) => {
	const { input, output } = fakeTerminal(size);
	const feed = new Feed();
	const listeners = () => PROCESS_EVENTS.map((event) => process.listenerCount(event));
	const before = listeners();
	const over = runDashboard({ batches: feed, source: "a test", input, output, env: UTF8, ...options });
	return {
		input,
		output,
		feed,
		over,
		text: () => screenRows(output.emulator).join("\n"),
		type: (keys: string) => input.write(keys),
		sees: (pattern: RegExp) => {
			const text = () => screenRows(output.emulator).join("\n");
			return until(
				() => pattern.test(text()),
				() => `${pattern} in\n${text()}`,
			);
		},
		/** What is left of it after its end. */
		left: () => ({
			raw: input.raw,
			buffer: output.emulator.buffer.active.type,
			cursor: output.text.lastIndexOf("\u001b[?25h") > output.text.lastIndexOf("\u001b[?25l"),
			listeners: listeners().map((count, index) => count - (before[index] ?? 0)),
			streams: [input.listenerCount("data"), output.listenerCount("resize"), output.listenerCount("error")],
			flowing: input.isPaused(),
		}),
	};
};

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

test.serial("when the stream ends the picture stays, until q", async (t) => {
	const started = start();
	started.feed.give([...story(), loss(7, 23 * SECOND, "torn file")]);
	started.feed.end();
	await started.sees(/■ STREAM ENDED/);
	t.regex(started.text(), /▲ 7 EVENTS LOST/);
	started.type("\t\t\r");
	await started.sees(/Switch #11/);
	started.type("q");
	t.deepEqual(await started.over, { reason: "ended" });
});

test.serial("while the picture is held, events are read and counted, and then shown", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED/);
	started.type(" ");
	await started.sees(/HELD, 0s ago, 0 behind/);
	const more = switched(12, B, A, 30 * SECOND);
	started.feed.give(more);
	started.feed.give([{ kind: "mark", t: at(31 * SECOND), text: name("meanwhile") }]);
	await started.sees(new RegExp(`HELD, 8s ago, ${more.length + 1} behind`));
	t.is(started.feed.taken, 3);
	t.regex(started.text(), /#11 BLUE → RED/);
	t.regex(started.text(), /► RED/);
	t.notRegex(started.text(), /meanwhile/);
	started.type(" ");
	await started.sees(/#12 RED → BLUE/);
	t.regex(started.text(), /► BLUE/);
	started.type("q");
	await started.over;
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
			return rows.length === size.rows && (rows.at(-3) ?? "") === `╰${"─".repeat(size.columns - 2)}╯`;
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

test.serial("time goes on without events where it is live, and not in a recording", async (t) => {
	const live = start(SMALL, { live: true });
	live.feed.give(opening());
	await live.sees(/active 1m31s/);
	live.type("q");
	await live.over;
	const replay = start(SMALL);
	replay.feed.give(opening());
	await replay.sees(/active 1m30s/);
	await new Promise((resolve) => setTimeout(resolve, 1200));
	t.regex(replay.text(), /active 1m30s/);
	replay.type("q");
	await replay.over;
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

test.serial("the past is shown as it was, live goes on meanwhile, and End returns to it", async (t) => {
	const started = start(MEDIUM);
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED +6\.40 ms │/);
	started.type("{{");
	await started.sees(/■ HELD, 3s ago, 0 behind +00:00:19\.008/);
	await started.sees(/► BLUE android-one +[\s\S]*#10 palette → BLUE +8\.00 ms │/);
	t.notRegex(started.text(), /#11 BLUE/);
	started.feed.give(switched(12, B, A, 30 * SECOND));
	await started.sees(/■ HELD, 11s ago, \d+ behind +00:00:19\.008/);
	t.notRegex(started.text(), /#12 /);
	started.type("}");
	await started.sees(/#11 BLUE → RED +6\.40 ms │/);
	started.type("]");
	await started.sees(/■ HELD, .* 00:00:21\.02/);
	started.type("[[");
	await started.sees(/■ HELD, .* 00:00:21\.00[0-6]/);
	started.type("g0:04\r");
	await started.sees(/■ HELD, .* 00:00:0[34]\.\d+[\s\S]*#2 BLUE → RED/);
	started.type("\x1b[F");
	await started.sees(/#12 RED → BLUE +4\.00 ms │/);
	t.notRegex(started.text(), /■ HELD/);
	started.type("q");
	await started.over;
});

test.serial("the past is the same live and replayed", async (t) => {
	const screens: string[] = [];
	for (const size of [1, 7, 1000]) {
		const started = start(LARGE, { source: "the same" });
		const events = story();
		for (let at = 0; at < events.length; at += size) started.feed.give(events.slice(at, at + size));
		await started.sees(/#11 BLUE → RED +6\.40 ms │/);
		started.type("{{{");
		await started.sees(/#9 RED → palette +4\.00 ms │/);
		await started.sees(/HELD, 5s ago/);
		screens.push(started.text());
		started.type("q");
		await started.over;
	}
	t.is(screens[1], screens[0]);
	t.is(screens[2], screens[0]);
});

/** Whoever is asked, and remembers it. */
const asked = (answer: (wish: Wish) => void = () => {}) => {
	const wishes: Wish[] = [];
	return {
		wishes,
		ask: async (wish: Wish) => {
			wishes.push(wish);
			answer(wish);
		},
	};
};

test.serial("S, m and r ask the collector, and say what came of it", async (t) => {
	const control = asked();
	const started = start(MEDIUM, { control });
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("\x1b[BS");
	await started.sees(/Make palette active\?/);
	started.type("y");
	await started.sees(/ Switched\./);
	started.type("mlook here\r");
	await started.sees(/ Marked\./);
	started.type("r\x15out.devns\r");
	await started.sees(/● REC out\.devns/);
	started.type("r");
	await started.sees(/Recorded: out\.devns/);
	t.notRegex(started.text(), /● REC/);
	t.deepEqual(control.wishes, [
		{ do: "switch", pid: 1403 },
		{ do: "mark", text: "look here" },
		{ do: "start", file: resolve("out.devns") },
		{ do: "stop" },
	]);
	started.type("q");
	await started.over;
});

test.serial("what the collector refuses is told with the reason, and nothing is shown as done", async (t) => {
	const control = asked(() => {
		throw new UserError("the disk is full.", "Make room.");
	});
	const started = start(MEDIUM, { control });
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("r\r");
	await started.sees(/the disk is full\. Make room\./);
	t.notRegex(started.text(), /● REC/);
	started.type("q");
	await started.over;
});

test.serial("where there is no collector to ask, it says so", async (t) => {
	const started = start(MEDIUM);
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("mx\r");
	await started.sees(/There is no collector to ask: this is a recording or a pipe\./);
	started.type("\x1b[ASy");
	await started.sees(/There is no collector to ask/);
	t.regex(started.text(), /► RED/);
	started.type("q");
	await started.over;
});

test.serial("y puts the row's id into the clipboard", async (t) => {
	const started = start();
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("\ty");
	await started.sees(/Copied: event0/);
	const copied = started.output.text.split("\u001b]52;c;")[1]?.split("\u0007")[0] ?? "";
	t.is(Buffer.from(copied, "base64").toString(), "event0");
	started.type("q");
	await started.over;
});

test.serial("s saves what is seen and known, for its owner's eyes, and overwrites nothing", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "devns-"));
	t.teardown(() => rmSync(folder, { recursive: true }));
	const file = join(folder, "seen.txt");
	const started = start(MEDIUM);
	started.feed.give(story());
	await started.sees(/► RED/);
	started.type("{{");
	await started.sees(/HELD/);
	started.type(`s\x15${file}\r`);
	await started.sees(/Saved to .*seen\.txt\./);
	const saved = readFileSync(file, "utf8");
	t.is(statSync(file).mode & 0o777, 0o600);
	t.regex(saved, /■ HELD, 3s ago[\s\S]*#10 palette → BLUE +8\.00 ms │[\s\S]*COMPLETE: nothing is known to be missing/);
	started.type(`s\x15${file}\r`);
	await started.sees(/seen\.txt is there already/);
	t.is(readFileSync(file, "utf8"), saved);
	started.type(`s\x15${file}2\t\r`);
	await started.sees(/Saved to .*seen\.txt2\./);
	const without = readFileSync(`${file}2`, "utf8");
	for (const text of ["BLUE", "android", "AT Translated", "guest"]) {
		t.true(saved.includes(text), text);
		t.false(without.includes(text), text);
	}
	started.type("q");
	await started.over;
});

test.serial("it begins as it is told to, and tells at its end how the user likes it", async (t) => {
	const liked: Settings[] = [];
	const started = start(MEDIUM, {
		filter: "class:input",
		settings: { theme: "light", view: "devices", sort: { devices: { column: "NAME", descending: true } } },
		remember: (settings) => liked.push(settings),
	});
	started.feed.give(story());
	await started.sees(/Devices 2 of 4 by NAME ▼[\s\S]*event1[\s\S]*event0[\s\S]*filter: class:input/);
	t.deepEqual(liked, []);
	started.type("T4>q");
	await started.over;
	t.deepEqual(liked, [
		{
			theme: "16",
			view: "switches",
			sort: {
				devices: { column: "NAME", descending: true },
				switches: { column: "NUMBER", descending: true },
			},
		},
	]);
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
