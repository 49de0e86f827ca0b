/** To what stands out in the past, and back. */
import test from "ava";
import { type Event, ROOT_INUM } from "../../decoders/event.js";
import { readKeys } from "../../tui/keys.js";
import type { Ui } from "../../tui/ui.js";
import { update } from "../../tui/update.js";
import { MEDIUM, momentsOf, pressed, SMALL, shown, uiOf } from "./stage.js";
import { A, at, B, FOUND, loss, name, opening, SECOND, story, switched } from "./story.js";

/** A warning, a loss and a violation among the switches, and the mark that is there already. */
const EVENTS: readonly Event[] = [
	...story(),
	{ ...FOUND, rule: "light-background", severity: "warning", t: at(8.5 * SECOND) } as const,
	loss(3, 12.5 * SECOND, "full"),
	FOUND,
].toSorted((a, b) => a.t - b.t);
const SIGNS = [8.5, 12.5, 22.6, 22.7];

const { state, past } = momentsOf(EVENTS);
const heldAt = (keys: string) => {
	const { held } = pressed(uiOf(SMALL), state, keys, past);
	return held && held.t / SECOND;
};

test("( goes back through findings, losses and marks, whatever the switches between them", (t) => {
	t.deepEqual(
		[4, 3, 2, 1].map((times) => heldAt("(".repeat(times))),
		SIGNS,
	);
	t.is(pressed(uiOf(SMALL), state, "(".repeat(5), past).message?.text, "Nothing before this is known.");
});

test(") goes on through them, and after the latest to now", (t) => {
	t.deepEqual(
		[0, 1, 2, 3, 4].map((times) => heldAt(`g1\r${")".repeat(times)}`)),
		[1, ...SIGNS].map((time) => (time === 1 ? heldAt("g1\r") : time)),
	);
	t.is(heldAt(`g1\r${")".repeat(5)}`), undefined);
});

test("{ and } go by switches alone", (t) => {
	const ends = EVENTS.flatMap((event) => (event.kind === "switch-ended" ? [event.t / SECOND] : []));
	t.deepEqual(
		ends.map((_, index) => heldAt("{".repeat(ends.length - index))),
		ends,
	);
	t.is(
		heldAt("((}"),
		ends.find((end) => end > 22.6),
	);
});

test("where nothing stands out, ( says so", (t) => {
	const quiet = momentsOf(opening());
	const ui = pressed(uiOf(SMALL), quiet.state, "(", quiet.past);
	t.deepEqual([ui.held, ui.message?.text], [undefined, "Nothing before this is known."]);
});

test("after the latest that is known, what comes next is asked for", (t) => {
	const effect = (typed: string) => {
		const keys = readKeys(typed).keys;
		const last = keys.at(-1);
		const before = keys.slice(0, -1).reduce((ui, key) => update(ui, key, state, past).ui, uiOf(SMALL));
		return last && update(before, last, state, past).effect;
	};
	t.deepEqual(effect("}"), { is: "ahead", landmark: "switch" });
	t.deepEqual(effect("{}"), { is: "ahead", landmark: "switch" });
	t.deepEqual(effect(")"), { is: "ahead", landmark: "sign" });
	t.is(effect("{{}"), undefined);
});

test("the scrubber begins where it was known what there is, and a time before that is at its beginning", async (t) => {
	const late = opening().map((event) => (event.kind === "ready" ? { ...event, t: at(60 * SECOND) } : event));
	const before = { kind: "mark", t: at(SECOND), text: name("early") } as const satisfies Event;
	const after = switched(1, ROOT_INUM, B, 80 * SECOND);
	const told = momentsOf([...late.slice(0, -1), before, ...late.slice(-1), ...after]);
	const last = async (keys: string) =>
		(await shown(told.state, pressed(uiOf(SMALL), told.state, keys, told.past), told.past)).rows.at(-2) ?? "";
	t.regex(await last(""), /^ 00:01:00 ─+┴ now/);
	const held = pressed(uiOf(SMALL), told.state, "(", told.past);
	t.is(held.held?.t, at(SECOND));
	const then = told.past.find((moment) => moment.t === SECOND);
	t.regex((await shown(then?.state ?? told.state, held, told.past)).rows.at(-2) ?? "", /^ 00:01:00 █─+┴ 00:01:20/);
});

test("held, the scrubber stays as it is while more happens, and shows that once the user goes on", async (t) => {
	const more = [...story(), ...switched(50, A, B, 60 * SECOND), ...switched(51, B, A, 90 * SECOND)];
	const [then, now] = [momentsOf(story()), momentsOf(more)];
	const track = async ({ state, past }: typeof then, ui: Ui) =>
		(await shown(state, ui, past)).rows.find((row) => row.startsWith(" 00:00:00 "));
	const held = pressed(uiOf(SMALL), then.state, " ", then.past);
	const before = await track(then, held);
	t.regex(before ?? "", /┴.*00:00:2/);
	t.is(await track({ ...now, state: then.state }, held), before);
	const gone = pressed(held, now.state, "{", now.past);
	t.regex((await track(now, gone)) ?? "", / 00:01:30$/);
});

test("the scrubber tells a warning from a violation, a mark and a loss", async (t) => {
	const later: Event = { kind: "mark", t: at(40 * SECOND), text: name("later") };
	const told = momentsOf([...EVENTS, later]);
	const { rows } = await shown(told.state, uiOf(MEDIUM), told.past);
	t.regex(rows.at(-2) ?? "", /^ 00:00:00 [─┴]+![─┴]+▲[─┴]+✗─+● now/);
});
