/** Recordings one after another in one file. */
import test from "ava";
import type { Event } from "../../decoders/event.js";
import { join, record } from "../decoders/traces.js";
import { at, STAGE } from "../model/audit/story.js";
import { devnsTop } from "./command.js";

const CLEAN: readonly Event[] = STAGE;
const BROKEN: readonly Event[] = [...STAGE, at(10).finding(), at(11).finding({ rule: "switch-whole" })];

const report = (sessions: readonly (readonly Event[])[], ...options: readonly string[]) =>
	devnsTop(["report", "-", ...options], join(...sessions.flatMap((events) => record([events]))));

test("what an earlier session broke is told, and decides the exit code", async (t) => {
	const { exitCode, stdout } = await report([BROKEN, CLEAN]);
	t.is(exitCode, 1);
	t.regex(stdout, /^ *2 violations in the 1 session of the stream before this one/m);
	const json = await report([BROKEN, BROKEN, CLEAN], "--json");
	t.is(json.exitCode, 1);
	t.is(JSON.parse(json.stdout.split("\n")[0] ?? "").violations_before, 4);
});

test("where none broke anything, nothing is said of it", async (t) => {
	const { exitCode, stdout } = await report([CLEAN, CLEAN]);
	t.is(exitCode, (await report([CLEAN])).exitCode);
	t.not(exitCode, 1);
	t.notRegex(stdout, /violation/);
});
