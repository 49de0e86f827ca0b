import test from "ava";
import type { Event } from "../../decoders/event.js";
import type { Size } from "../../tui/geometry.js";
import type { Ui } from "../../tui/ui.js";
import { matchesGolden } from "./golden.js";
import { intruders } from "./hostile.js";
import { LARGE, MEDIUM, pressed, SMALL, STREAM, shown, stateOf, uiOf } from "./stage.js";
import { loss, opening, probe, SECOND, story } from "./story.js";

const NO_INPUT = probe(
	"dev_ns/input",
	["input.open", "input.delivery", "input.grab"],
	"failed",
	"its module is not loaded",
);
const NO_SWITCH = probe("dev_ns/switch", ["switch", "switch.driver"], "missing", "this kernel has no dev_ns");

interface Case {
	readonly size: Size;
	readonly events?: () => readonly Event[];
	readonly keys?: string;
	readonly ui?: Partial<Ui>;
	/** What must be seen, known without the golden. */
	readonly sees: readonly RegExp[];
	readonly seesNot?: readonly RegExp[];
}

const OVERVIEW = [
	/^│ ► RED {2}android-.* 1302 +1 +1s +2 │/m,
	/#11 BLUE → RED +6\.40 ms │$/m,
	/event0 .* RED +1s +560\/s +420\/s virt BLUE +BLUE,RED/,
	/event1 .* real RED/,
	/00:00:22\.600 ● mark: the demo's end/,
	/median 6\.40 ms/,
	/p95 8\.80 ms/,
	/max 8\.80 ms/,
];

const CASES: Readonly<Record<string, Case>> = {
	"overview-80x24": { size: SMALL, sees: OVERVIEW },
	"overview-120x36": { size: MEDIUM, sees: [...OVERVIEW, /^│ .* │ +#9 RED → palette +4\.00 ms ▄+ +done/m] },
	"overview-200x60": { size: LARGE, sees: [...OVERVIEW, / #1 root → BLUE +6\.00 ms/, /⣿/] },
	"waiting-80x24": { size: SMALL, events: () => [], sees: [/waiting for the stream/], seesNot: [/attaching/] },
	"attaching-80x24": {
		size: SMALL,
		events: () => opening().filter(({ kind }) => kind !== "ready" && kind !== "probe"),
		sees: [/attaching probes …/],
		seesNot: [/ 0\/s +0\/s/, /✗/],
	},
	"no-switch-yet-80x24": { size: SMALL, events: opening, sees: [/no switch so far/, /► root {2}active 1m30s/] },
	"missing-probes-120x36": {
		size: MEDIUM,
		events: () => [...opening(), NO_INPUT, NO_SWITCH],
		sees: [
			/probes 3\/5/,
			/✗ delivered, withheld, grabs, open: dev_ns\/input is failed: its module is not loaded/,
			/event0 .* n\/a +- +n\/a +n\/a n\/a +n\/a/,
			/dev_ns\/switch is missing: this kernel has no dev_ns/,
		],
		seesNot: [/event0 .* 0\/s/],
	},
	"ended-with-loss-80x24": {
		size: SMALL,
		events: () => [...story(), loss(1234, 23 * SECOND, "bpftrace said so")],
		ui: { stream: { ...STREAM, source: "replay of run.devns", ended: true } },
		sees: [/■ STREAM ENDED/, /replay of run\.devns {2}Linux 6\.1/, /▲ 1,234 EVENTS LOST/],
	},
	"held-80x24": { size: SMALL, ui: { paused: { behind: 4711 } }, sees: [/■ HELD, 4,711 behind/] },
	"hostile-120x36": {
		size: MEDIUM,
		events: () => [...story(), ...intruders()],
		keys: "\t\x1b[F",
		sees: [/\{bold\}\{red-fg\}x\{\/\}/, /\\x1b\[31mred\\x1b\[0m\\x0a/, /\\u\{202e\}gnirts/, /◌̂*́/],
	},
	"persona-80x24": {
		size: SMALL,
		keys: "\r",
		sees: [/Persona RED android-two/, /► active for 1s/, /PID 1302 outside/, /event1 +reader +1311 +11 real/],
	},
	"device-120x36": {
		size: MEDIUM,
		keys: "\t\r",
		sees: [
			/Device event0/,
			/13:64/,
			/RED for .*: it is active and has the device open/,
			/BLUE +evtest +1210 +10 virtual/,
		],
	},
	"switch-80x24": {
		size: SMALL,
		keys: "\t\t\x1b[A\r",
		sees: [
			/Switch #10 palette → BLUE/,
			/deactivate input/,
			/activate +framebuffer +3\.80 ms +2\.40 ms/,
			/asked for by +switcher 250\/50 of root/,
		],
	},
	"log-80x24": { size: SMALL, keys: "\t\t\t\r", sees: [/text +the demo's end/, /kind +mark/] },
	"probes-80x24": {
		size: SMALL,
		events: () => [...opening(), NO_INPUT],
		keys: "p",
		sees: [/✗ dev_ns\/input +failed/, /its module is not loaded/, /input\.grab +dev_ns\/input is failed/],
	},
	"help-80x24": { size: SMALL, keys: "?", sees: [/q +Quit/, /Space +Hold the picture/, /PgDn +Down a page/] },
	"typing-80x24": {
		size: SMALL,
		keys: "/persona:blue",
		sees: [/Personas 1 of 4/, /Devices 3 of 4/, /Switches 8 of 11/, /^ \/ persona:blue /m],
		seesNot: [/│ +palette +1403/],
	},
	"filtered-80x24": {
		size: SMALL,
		keys: "/class:led\r",
		sees: [/Devices 1 of 4/, /filter: class:led/],
		seesNot: [/event0 +AT/],
	},
	"ascii-80x24": {
		size: SMALL,
		ui: { traits: { unicode: false, colours: "256" } },
		sees: [/^\+- Personas 4 -+\+- Switches 11/m, /> RED/],
		seesNot: [/[^\x20-\x7e\n]/],
	},
	"too-small-60x20": {
		size: { columns: 60, rows: 20 },
		sees: [/devns-top needs 80×24/, /this is 60×20/, /q quits/],
		seesNot: [/Personas/],
	},
};

for (const [name, { size, events = story, keys = "", ui = {}, sees, seesNot = [] }] of Object.entries(CASES))
	test(`the screen ${name} is as it was found right`, async (t) => {
		const state = stateOf(events());
		const { text } = await shown(state, pressed(uiOf(size, ui), state, keys));
		for (const pattern of sees) t.regex(text, pattern);
		for (const pattern of seesNot) t.notRegex(text, pattern);
		matchesGolden(t, name, text);
	});
