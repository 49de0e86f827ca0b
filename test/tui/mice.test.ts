/** Mice of device namespaces tell whom they gave what; mousedev's do not, and what they give is not said to be 0. */
import test from "ava";
import { type ClientId, deviceNumber, type Event } from "../../decoders/event.js";
import { MEDIUM, pressed, shown, stateOf, uiOf } from "./stage.js";
import { A, at, B, delivery, device, process, SECOND, story } from "./story.js";

const OURS = deviceNumber(245, 63);
const STOCK = deviceNumber(13, 63);

const opens = (client: number, persona: typeof A, number: typeof OURS): Event => ({
	kind: "opened",
	t: at(20 * SECOND),
	client: client as ClientId,
	class: "mouse",
	device: number,
	persona,
	process: process(900 + client, "gpm"),
	flags: 2,
	existing: false,
	origin: "unknown",
});

const mice = [
	...story(),
	device("mouse", OURS, "mice", "all mice", 20 * SECOND),
	opens(70, A, OURS),
	opens(71, B, OURS),
	delivery(70, 0, 0, 22.1 * SECOND),
	delivery(71, 0, 0, 22.1 * SECOND),
	delivery(70, 120, 0, 22.6 * SECOND),
	delivery(71, 0, 240, 22.6 * SECOND),
];

const view = async (events: readonly Event[], keys: string): Promise<string> => {
	const state = stateOf(events);
	return (await shown(state, pressed(uiOf(MEDIUM), state, keys))).text;
};

test("in the devices' list their rates stand beside those of event nodes", async (t) => {
	t.regex(await view(mice, "3"), /mice +all mice .*\d+\/s +\d+\/s /);
});

test("in the flow there is who gets what of them", async (t) => {
	const text = await view(mice, "5");
	t.regex(text, /mice .*120/);
	t.regex(text, /240/);
});

test("of mousedev's nothing is said", async (t) => {
	const stock = [...story(), device("mouse", STOCK, "mice", "all mice", 20 * SECOND), opens(70, A, STOCK)];
	t.regex(await view(stock, "3"), /mice +all mice /);
	t.notRegex(await view(stock, "3"), /mice +all mice .*\/s/);
	t.notRegex(await view(stock, "5"), /mice/);
});
