/** What a user does with a stream. */
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "ava";
import { UserError } from "../../decoders/user-error.js";
import type { Wish } from "../../tui/effects.js";
import type { Settings } from "../../tui/settings.js";
import { ownFolder } from "../folder.js";
import { start } from "./performance.js";
import { LARGE, MEDIUM, SMALL } from "./stage.js";
import { A, at, B, loss, name, opening, SECOND, story, switched } from "./story.js";
import { until } from "./until.js";

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

test.serial("time goes on without events where it is live, and not in a recording", async (t) => {
	const live = start(SMALL, { live: true });
	live.feed.give(opening());
	await live.sees(/ live +00:00:01[\s\S]*active 1m31s/);
	live.type("q");
	await live.over;
	const replay = start(SMALL);
	replay.feed.give(opening());
	await replay.sees(/ playing +00:00:00[\s\S]*active 1m30s/);
	await new Promise((resolve) => setTimeout(resolve, 1200));
	t.regex(replay.text(), /active 1m30s/);
	replay.type("q");
	await replay.over;
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

test.serial("} after the latest switch has a recording go on to the next, and holds the picture there", async (t) => {
	const asked: (readonly [string, number])[] = [];
	const started = start(MEDIUM, {
		ahead: async (landmark, now) => {
			asked.push([landmark, now / SECOND]);
			if (landmark === "sign") return false;
			const taken = started.feed.taken;
			started.feed.give([...switched(12, B, A, 30 * SECOND), ...switched(13, A, B, 40 * SECOND)]);
			await until(() => started.feed.taken > taken);
			await new Promise(setImmediate);
			return true;
		},
	});
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED +6\.40 ms │/);
	started.type(")");
	await started.sees(/The recording has no finding, loss or mark after this\./);
	t.notRegex(started.text(), /■ HELD/);
	started.type("}");
	await started.sees(/■ HELD, .* 00:00:30\.004[\s\S]*#12 RED → BLUE +4\.00 ms │/);
	started.type("}");
	await started.sees(/■ HELD, .* 00:00:40\.004[\s\S]*#13 BLUE → RED +4\.00 ms │/);
	t.deepEqual(
		asked.map(([landmark]) => landmark),
		["sign", "switch"],
		"what is known is not asked for",
	);
	started.type("q");
	await started.over;
});

test.serial("a recording that can't be looked into is told, and goes on being shown", async (t) => {
	const started = start(MEDIUM, { ahead: () => Promise.reject(new Error("no such file")) });
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED +6\.40 ms │/);
	started.type("}");
	await started.sees(/no such file/);
	started.type("{");
	await started.sees(/■ HELD/);
	started.type("q");
	t.is((await started.over).reason, "quit");
});

test.serial("} after the latest switch of a live kernel is now", async (t) => {
	const started = start(MEDIUM, { live: true });
	started.feed.give(story());
	await started.sees(/#11 BLUE → RED +6\.40 ms │/);
	started.type("{");
	await started.sees(/■ HELD/);
	started.type("}");
	await started.sees(/ live +00:/);
	t.notRegex(started.text(), /after this/);
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
	for (const key of ["m", "S", "r"]) {
		started.type(key);
		await started.sees(/There is no collector to ask: this is a recording or a pipe\./);
		t.notRegex(started.text(), /Esc/, key);
		started.type("\x1b[A");
		await started.sees(/^(?![\s\S]*no collector)[\s\S]*► RED/);
	}
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
	const folder = ownFolder();
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
