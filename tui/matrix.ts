/** Personas × devices: the columns that say at a glance who has what. */
import type { DeviceClass } from "../decoders/event.js";
import { STANDINGS, type Standing } from "../model/standing.js";
import type { Device, PersonaKey } from "../model/state.js";
import { textWidth } from "../report/width.js";
import { deviceNode } from "./labels.js";
import type { Scene } from "./scene.js";
import { MODES, SIGNS, signOf, WORD_WIDTH, withMode, wordsOf } from "./signs.js";
import { type Span, span } from "./style.js";
import type { Column } from "./table.js";

/**
 * How a class is shown, from the most room to the least: a column for each device with its name; a sign a device, apart
 * or side by side, in the devices' order; how many of each sign.
 */
const FORMS = ["named", "apart", "packed", "counted"] as const;
type Form = (typeof FORMS)[number];

const TITLES: Readonly<Record<DeviceClass, string>> = {
	input: "INPUT",
	framebuffer: "SCREEN",
	led: "LED",
	display: "DISPLAY",
	other: "OTHER",
	backlight: "LIGHT",
	clock: "CLOCK",
	sound: "SOUND",
	camera: "CAMERA",
	terminal: "TTY",
	loop: "LOOP",
	binder: "BINDER",
	"raw-input": "HID",
	mouse: "MOUSE",
	joystick: "STICK",
	"virtual-input": "UINPUT",
	mapper: "MAPPER",
};

/** What people look at and touch comes first: what comes last is the first to be left out. */
const ORDER: readonly DeviceClass[] = [
	...(["input", "framebuffer", "display", "led", "backlight", "mouse", "joystick"] as const),
	...([
		"raw-input",
		"virtual-input",
		"sound",
		"camera",
		"binder",
		"terminal",
		"loop",
		"mapper",
		"clock",
		"other",
	] as const),
];

interface Group {
	readonly class: DeviceClass;
	readonly devices: readonly Device[];
	readonly form: Form;
	/** The width that it has as `named`: forms are tried one after the other, and the devices may be hundreds. */
	readonly named: number;
}

const GAP = 1;
const COUNTED_WIDTH = 8;
const LONGEST_NAME = 10;

/** Its node, and what root declared of it. */
const titleOf = (device: Device): string =>
	withMode(span(deviceNode(device)), device.mode, LONGEST_NAME)
		.map(({ text }) => text)
		.join("");

const namedWidth = (device: Device): number => Math.max(WORD_WIDTH + 2, textWidth(titleOf(device)));

const widthOf = ({ class: deviceClass, devices, form, named }: Group): number => {
	const title = TITLES[deviceClass].length;
	switch (form) {
		case "named":
			return named;
		case "apart":
			return Math.max(title, 2 * devices.length - (devices.at(-1)?.mode === "follow" ? 1 : 0));
		case "packed":
			return Math.max(title, devices.length);
		case "counted":
			return COUNTED_WIDTH;
	}
};

const lesser = (form: Form): Form => FORMS[FORMS.indexOf(form) + 1] ?? form;

const isLeast = ({ form }: Group): boolean => form === "counted";

const total = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + widthOf(group) + GAP, -GAP);

/** The widest class gives way first; where that is not enough, the last class does not come into sight. */
const fitting = (groups: readonly Group[], width: number): readonly Group[] => {
	if (groups.length === 0 || total(groups) <= width) return groups;
	const can = groups.filter(
		(group) => !isLeast(group) && widthOf({ ...group, form: lesser(group.form) }) < widthOf(group),
	);
	const [widest] = can.sort((a, b) => widthOf(b) - widthOf(a));
	if (widest === undefined) return fitting(groups.slice(0, -1), width);
	const less = { ...widest, form: lesser(widest.form) };
	return fitting(
		groups.map((group) => (group === widest ? less : group)),
		width,
	);
};

const groupsOf = (scene: Scene, best: Form): readonly Group[] =>
	ORDER.flatMap((deviceClass) => {
		const devices = scene.devices().filter((device) => device.class === deviceClass && device.gone === undefined);
		if (devices.length === 0) return [];
		const named = best === "named" ? devices.reduce((sum, device) => sum + namedWidth(device) + GAP, -GAP) : 0;
		return [{ class: deviceClass, devices, form: best, named }];
	});

export interface Matrix {
	readonly columns: readonly Column[];
	/** Of one persona, a cell for each of the columns. */
	readonly cells: (persona: PersonaKey) => readonly (readonly Span[])[];
}

const counted = (scene: Scene, { devices }: Group, persona: PersonaKey): readonly Span[] => {
	const counts = new Map<Standing, number>();
	for (const device of devices) {
		const standing = scene.standings(device).get(persona);
		if (standing !== undefined) counts.set(standing, (counts.get(standing) ?? 0) + 1);
	}
	if (counts.size === 0) return [signOf(undefined)];
	return STANDINGS.flatMap((standing) => {
		const count = counts.get(standing);
		return count === undefined ? [] : [span(`${SIGNS[standing].glyph}${count}`, SIGNS[standing].role)];
	});
};

const signs = (scene: Scene, { devices, form }: Group, persona: PersonaKey): readonly Span[] =>
	devices.flatMap((device, index) => {
		const sign = signOf(scene.standings(device).get(persona));
		if (form !== "apart") return [sign];
		const after = MODES[device.mode].glyph || (index === devices.length - 1 ? "" : " ");
		return [sign, span(after, "faint")];
	});

const cellsOf = (scene: Scene, group: Group, persona: PersonaKey): readonly (readonly Span[])[] => {
	if (group.form === "named") return group.devices.map((device) => wordsOf(scene.standings(device).get(persona)));
	return [group.form === "counted" ? counted(scene, group, persona) : signs(scene, group, persona)];
};

const columnsOf = (group: Group): readonly Column[] =>
	group.form === "named"
		? group.devices.map((device) => ({ title: titleOf(device), width: namedWidth(device) }))
		: [{ title: TITLES[group.class], width: widthOf(group) }];

/** As much of it as fits into `width`; with `named`, devices get columns of their own where there is room. */
export const matrix = (scene: Scene, width: number, named: boolean): Matrix => {
	const groups = fitting(groupsOf(scene, named ? "named" : "apart"), width);
	return {
		columns: groups.flatMap(columnsOf),
		cells: (persona) => groups.flatMap((group) => cellsOf(scene, group, persona)),
	};
};
