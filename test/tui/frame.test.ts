import test from "ava";
import type { Event } from "../../decoders/event.js";
import type { Size } from "../../tui/geometry.js";
import type { Ui } from "../../tui/ui.js";
import { matchesGolden } from "./golden.js";
import { intruders } from "./hostile.js";
import { looks } from "./looks.js";
import { LARGE, MEDIUM, momentsOf, pressed, SMALL, STREAM, shownAt, uiOf } from "./stage.js";
import { at, FOUND, loss, opening, probe, SECOND, story } from "./story.js";

const NO_INPUT = probe(
	"dev_ns/input",
	["input.open", "input.delivery", "input.grab"],
	"failed",
	"its module is not loaded",
);
const NO_SWITCH = probe("dev_ns/switch", ["switch", "switch.driver"], "missing", "this kernel has no dev_ns");

const FINDING = [
	/✗ 1 violation/,
	/input-background: evtest 1210\/10 of BLUE/,
	/severity +violation/,
	/persona +BLUE/,
	/device +event0/,
	/times +3/,
];

const FINDINGS = () => [...story(), { ...FOUND, rule: "light-background", severity: "warning" } as const, FOUND];

interface Case {
	readonly size: Size;
	readonly events?: () => readonly Event[];
	readonly keys?: string;
	readonly ui?: Partial<Ui>;
	/** What must be seen, known without the golden. */
	readonly sees: readonly RegExp[];
	readonly seesNot?: readonly RegExp[];
}

const SIGNS = [
	/^│ ► RED {2}android-.* 1s +■ ◆ +· +×/m,
	/^│ {3}BLUE android-.* 1s +◇ · +× +■/m,
	/^│ {8}palette .* 3s +· · +× +·/m,
];

const OVERVIEW = [
	/touch ◆ RED {2}screen · nobody/,
	/✓ nothing lost/,
	/#11 BLUE → RED +6\.40 ms │$/m,
	/event0 .* RED +1s +560\/s +420\/s +virt BLUE +BLUE,RED/,
	/event1 .* real RED/,
	/00:00:22\.600 ● mark: the demo's end/,
	/median 6\.40 ms/,
	/p95 8\.80 ms/,
	/max 8\.80 ms/,
	/^ 00:00:00 ─+┴.*┴─+● now$/m,
];

const PERSONAS = [
	/NAME .* event0 +event1 +fb0 +led/,
	/► RED .* ■ owns {2}◆ grab +· +× kept/,
	/BLUE .* ◇ waits · +× kept {2}■ owns/,
];
const FLOW = [
	/event0 +.*BLUE +◇ waits ━+►╌+× +400\/s +150\/s/,
	/ RED +■ owns +━+►╌+× +160\/s +270\/s/,
	/event1 +.*RED +◆ grab/,
	/━━► delivered/,
];
const SWITCH_LIST = [/#11 BLUE → RED +6\.40 ms │/, /median 6\.40 ms/];
const WATERFALL = [
	/Switch #11 BLUE → RED/,
	/1\.3× the median of 4 switches this way: 4\.80 ms/,
	/deactivate input +480 µs +800 µs +600 µs +1\.3× +▓+│▓/,
	/first +frame +2\.88 ms +19\.5 ms +14\.6 ms +1\.3× .*→/,
];

const CASES: Readonly<Record<string, Case>> = {
	"overview-80x24": { size: SMALL, sees: [...OVERVIEW, ...SIGNS] },
	"overview-120x36": { size: MEDIUM, sees: [...OVERVIEW, ...SIGNS, /^│ .* │ +#9 RED → palette +4\.00 ms ▄+ +done/m] },
	"overview-200x60": {
		size: LARGE,
		sees: [...OVERVIEW, ...PERSONAS, / #1 root → BLUE +6\.00 ms/, /⣿/, /Findings 0 ─[\s\S]*│ none so far +│$/m],
	},
	"overview-findings-200x60": {
		size: LARGE,
		events: FINDINGS,
		sees: [
			/╮?─ Findings 2 ─/,
			/RULE +PERSONA +DEVICE +WHAT +TIMES +AGO │$/m,
			/│ ✗ input-background +BLUE +event0 +3 events were delivered in the backgrou… +3 +0s │\n.*│ ! light-background +BLUE /,
		],
	},
	"personas-80x24": { size: SMALL, keys: "2", sees: PERSONAS },
	"personas-120x36": {
		size: MEDIUM,
		keys: "2",
		sees: [...PERSONAS, /Persona RED android-two/, /event1 +reader +1311/, /│ active +[─█]+ │\n│ +4 times, 7\.60 s/],
	},
	"personas-200x60": { size: LARGE, keys: "2", sees: [...PERSONAS, /Persona RED android-two/, /delivered +160\/s/] },
	"devices-80x24": { size: SMALL, keys: "3", sees: [/event1 .* real RED/, /fb0 .* BLUE \+1 +│$/m] },
	"devices-120x36": { size: MEDIUM, keys: "3\x1b[B", sees: [/Device event1/, /Owner over the last 22\.6 s/, /·+.*R+/] },
	"devices-200x60": { size: LARGE, keys: "3\x1b[B", sees: [/Device event1/, /Owner over the last 22\.6 s/] },
	"switches-80x24": { size: SMALL, keys: "4", sees: SWITCH_LIST },
	"switches-120x36": { size: MEDIUM, keys: "4", sees: [...SWITCH_LIST, ...WATERFALL] },
	"switches-200x60": { size: LARGE, keys: "4", sees: [...SWITCH_LIST, ...WATERFALL] },
	"flow-80x24": { size: SMALL, keys: "5", sees: FLOW },
	"flow-120x36": { size: MEDIUM, keys: "5", sees: [...FLOW, /DELIVERED BEFORE/] },
	"flow-200x60": { size: LARGE, keys: "5", sees: [...FLOW, /DELIVERED BEFORE/] },
	"findings-80x24": {
		size: SMALL,
		keys: "7",
		events: FINDINGS,
		sees: [
			/─ Findings 2 ─/,
			/✗ 1 violation: input-backg… 7 shows$/m,
			/✗ input-background .* 3 +0s │\n.*! light-background /,
		],
	},
	"findings-120x36": { size: MEDIUM, keys: "7", events: FINDINGS, sees: [/─ Findings 2 ─/, ...FINDING] },
	"findings-200x60": {
		size: LARGE,
		keys: "7\x1b[B",
		events: FINDINGS,
		sees: [/Finding ! light-background/, /severity +warning/],
	},
	"log-80x24-list": { size: SMALL, keys: "6", sees: [/─ Log \d+–65 of 65 ─/, /mark: the demo's end/] },
	"log-120x36": { size: MEDIUM, keys: "6", events: () => [...story(), FOUND], sees: FINDING },
	"log-200x60": { size: LARGE, keys: "6", events: () => [...story(), FOUND], sees: FINDING },
	"finding-80x24": { size: SMALL, keys: "6\r", events: () => [...story(), FOUND], sees: FINDING },
	"past-80x24": {
		size: SMALL,
		keys: "{{",
		sees: [/■ HELD, 3s ago, 0 behind +00:00:19\.008/, /► BLUE/, /#10 palette → BLUE/, /█.*00:00:22$/m],
		seesNot: [/#11 BLUE/],
	},
	"past-120x36": {
		size: MEDIUM,
		keys: "g4\r",
		sees: [/■ HELD, 18s ago/, /00:00:04\.000/, /#2 BLUE → RED/],
		seesNot: [/#3 /],
	},
	"sorted-120x36": {
		size: MEDIUM,
		keys: "\t>>>I",
		sees: [/Devices 4 by OWNER ▼/, /OWNER▼/, /event0[\s\S]*event1[\s\S]*led .*BLUE[\s\S]*fb0/],
	},
	"mono-120x36": {
		size: MEDIUM,
		keys: "TTT",
		sees: [...OVERVIEW, ...SIGNS, /10\.0 ms │ +[▁-█]+/, /0 └ +█{11} │$/m],
		seesNot: [/⣿/],
	},
	"light-80x24": { size: SMALL, keys: "T", sees: OVERVIEW },
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
			/event0 .* n\/a +- +n\/a +n\/a +n\/a +n\/a/,
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
	"held-80x24": {
		size: SMALL,
		ui: { held: { t: at(22.6 * SECOND), behind: 4711, until: at(22.6 * SECOND) } },
		sees: [/■ HELD, 0s ago, 4,711 behind/],
	},
	"hostile-120x36": {
		size: MEDIUM,
		events: () => [...story(), ...intruders()],
		keys: "\t\x1b[F",
		sees: [/\{bold\}\{red-fg…/, /\\x1b\[31mred…|\\x1b\[31mred\\x…/, /◌̂*́/],
	},
	"hostile-200x60": {
		size: LARGE,
		events: () => [...story(), ...intruders()],
		sees: [/\{bold\}\{red-fg\}x\{\/\}/, /\\x1b\[31mred\\x1b\[0m\\x0a/, /\\u\{202e\}gnirts/, /┬─ Switches 11 ─/],
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
			/BLUE +evtest +1210 +10 +virtual/,
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
		keys: "P",
		sees: [/✗ dev_ns\/input +failed/, /its module is not loaded/, /input\.grab +dev_ns\/input is failed/],
	},
	"help-80x24": { size: SMALL, keys: "?", sees: [/Space p +Hold/, /PgDn +Down a page/, /↑↓ more/] },
	"help-end-80x24": {
		size: SMALL,
		keys: "?\x1b[6~",
		sees: [/q F10 +Quit/, /× kept +kept from it/, /persona:work class:input/],
	},
	"help-200x60": { size: LARGE, keys: "?", sees: [/q F10 +Quit/, /persona: class: owner: grab: is:/] },
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
		sees: [/^\+- Personas 4 -+\+- Switches 11/m, /> RED .* # G/, /G grab {2}# owns {2}o open {2}g waits {2}x kept/],
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
		const { state, past } = momentsOf(events());
		const { text, terminal } = await shownAt(past, state, pressed(uiOf(size, ui), state, keys, past));
		for (const pattern of sees) t.regex(text, pattern);
		for (const pattern of seesNot) t.notRegex(text, pattern);
		matchesGolden(t, name, `${text}\n${looks(terminal)}`);
	});
