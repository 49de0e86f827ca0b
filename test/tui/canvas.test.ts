/** Where drawing goes, and what root declared of a device: told where the device and the persona are. */
import test from "ava";
import {
	type ClientId,
	type DeviceMode,
	deviceNumber,
	type Event,
	type Inum,
	NO_PERSONA,
} from "../../decoders/event.js";
import type { Ui } from "../../tui/ui.js";
import { MEDIUM, pressed, SMALL, shown, stateOf, uiOf } from "./stage.js";
import { A, at, B, device, KEYBOARD, name, opened, process, SECOND, story, TOUCH } from "./story.js";

const showing = (shownSoFar: number, kept: number, t: number): Event => ({
	kind: "showing",
	t: at(t),
	client: 4 as ClientId,
	shown: shownSoFar,
	kept,
	final: false,
});

const SHOWN = [showing(100, 200, 22.2 * SECOND), showing(110, 220, 22.5 * SECOND)];

const screen = (events: readonly Event[], keys: string, fields: Partial<Ui> = {}) => {
	const state = stateOf(events);
	return shown(state, pressed(uiOf(MEDIUM, fields), state, keys));
};

const DOWN = "\x1b[B";
const FRAMEBUFFER = `3${DOWN}${DOWN}\r`;

test("a framebuffer's page says how much of what was drawn reached the screen, all in all and by persona", async (t) => {
	const { text } = await screen([...story(), ...SHOWN], FRAMEBUFFER);
	t.regex(text, /drawn +330 updates: 110 to the screen, 220 kept in a buffer/);
	t.regex(text, /PERSONA .*DRAWN +\/s +SHOWN +KEPT/);
	t.regex(text, /BLUE +painter .* 330 +\d+\/s +110 +220 /);
});

test("where nobody tells where it went, it is not said to be anywhere", async (t) => {
	const { text } = await screen(story(), FRAMEBUFFER);
	t.regex(text, /drawn +330 updates *│/);
	t.regex(text, /BLUE +painter .* 330 +\d+\/s +- +- /);
});

test("a persona's page says it of its own drawing, and of nobody else's", async (t) => {
	const all = [...story(), ...SHOWN];
	const page = (rows: number) => screen(all, `2\x1b[1~${DOWN.repeat(rows)}\r`);
	t.regex((await page(1)).text, /Persona BLUE[\s\S]*drawn +fb0 330 updates: 110 to the screen, 220 kept in a buffer/);
	t.notRegex((await page(2)).text, /drawn +fb0/);
});

test("in the devices' list what is shown and what is kept have their own rates", async (t) => {
	const row = async (events: readonly Event[]) => /fb0 .*/.exec((await screen(events, "3")).text)?.[0] ?? "";
	t.regex(await row([...story(), ...SHOWN]), / 10\/s +20\/s /);
	t.regex(await row(story()), /\d\/s +- /);
});

const declared = (device: typeof KEYBOARD, node: string, mode: DeviceMode, persona: Inum = NO_PERSONA): Event => ({
	kind: "device-declared",
	t: at(22.6 * SECOND),
	class: "input",
	device,
	name: name(node),
	mode,
	persona,
	existing: false,
});

const DECLARED = [declared(KEYBOARD, "event0", "shared"), declared(TOUCH, "event1", "private", B)];

test("a device that is shared or private has a sign behind its name, in the list and in the matrix", async (t) => {
	const list = (await screen([...story(), ...DECLARED], "3")).text;
	t.regex(list, /event0\+ +AT/);
	t.regex(list, /event1@ +devns/);
	t.regex(list, /fb0 +bochs/);
	const matrix = (await screen([...story(), ...DECLARED], "2")).text;
	t.regex(matrix, /event0\+ +event1@ +fb0 /);
	t.notRegex((await screen(story(), "32")).text, /event\d[+@]/);
});

test("a long node has its room where there is some, and is cut before its sign where there is none", async (t) => {
	const third = deviceNumber(13, 66);
	const told = (node: string) => [
		...story(),
		device("input", third, node, "keys", 22.6 * SECOND),
		declared(third, node, "shared"),
	];
	const medium = (node: string, keys: string) => screen(told(node), keys).then(({ text }) => text);
	t.regex(await medium("devns/fb0", ""), /devns\/fb0\+ +keys/);
	t.regex(await medium("devns/fb0", "2"), /event1 +devns\/fb0\+ /);
	t.regex(await medium("devns/framebuffer0", ""), /devns\/fr…\+ +keys/);
	t.regex(await medium("devns/framebuffer0", "2"), /event1 +devns\/fr…\+ /);
	t.regex((await shown(stateOf(told("devns/fb0")), uiOf(SMALL))).text, /devns\/…\+ +keys/);
});

test("the small matrix has the sign beside the device's, and what follows keeps its place", async (t) => {
	const small = async (...more: readonly Event[]) =>
		(await shown(stateOf([...story(), ...more]), uiOf(SMALL))).rows.find((row) => /^│ {3}BLUE/.test(row)) ?? "";
	t.regex(await small(...DECLARED), /1s .\+.@ /);
	t.regex(await small(), /1s ◇ · /);
	t.is((await small(...DECLARED)).indexOf("│", 1), (await small()).indexOf("│", 1));
});

test("the small matrix has a sign for each device of a class, the last one too", async (t) => {
	const third = deviceNumber(13, 66);
	const input: readonly Event[] = [
		device("input", third, "event2", "keys", 22.6 * SECOND),
		opened(9, A, third, process(1230, "evtest"), 22.6 * SECOND),
	];
	const blue = async (...more: readonly Event[]) =>
		(await shown(stateOf([...story(), ...input, ...more]), uiOf(SMALL))).rows.find((row) => /^│ {3}BLUE/.test(row)) ??
		"";
	t.regex(await blue(), /1s ◇ · × × +■/);
	t.regex(await blue(...DECLARED), /1s .\+.@× × +■/);
	const last: Event = { ...DECLARED[0], kind: "device-declared", device: third, name: name("event2") } as Event;
	t.regex(await blue(last), /1s ◇ · .\+ × +■/);
});

test("is:private finds what is private, and nothing else", async (t) => {
	const { text } = await screen([...story(), ...DECLARED], "3", { filter: "is:private" });
	t.regex(text, /Devices 1 of 4/);
	t.regex(text, /event1@/);
});

test("the persona that a device is private to is told on its page", async (t) => {
	const { text } = await screen([...story(), ...DECLARED], `3${DOWN}\r`);
	t.regex(text, /declared +private to RED/);
	t.notRegex((await screen(story(), `3${DOWN}\r`)).text, /declared/);
});
