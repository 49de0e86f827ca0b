/** Who was active and who owned each device, over time. */
import type { Ownership, PersonaKey, State } from "../../model/state.js";
import type { Tenures } from "../../model/tenure.js";
import { ownerText } from "../devices.js";
import { deviceName, personaName } from "../names.js";
import { duration, time } from "../units.js";
import { clip } from "../width.js";
import { line, rect, svg, text } from "./markup.js";
import type { Palette } from "./palette.js";
import { linear } from "./scale.js";

const WIDTH = 1000;
const LEFT = 190;
const LANE = 26;
const BAR = 18;
/** What is narrower is drawn as wide as this, or nobody would see it. */
const NARROWEST = 0.6;

interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly className: string;
	readonly tip: string;
}

interface Lane {
	readonly name: string;
	readonly stretches: readonly Stretch[];
}

const classOf = (ownership: Ownership, palette: Palette<PersonaKey>): string =>
	ownership.is === "owned" ? palette.of(ownership.persona) : ownership.is === "shared" ? "shared" : "nobody";

const lanesOf = (tenures: Tenures, state: State, palette: Palette<PersonaKey>): readonly Lane[] => {
	const from = (t: number, to: number): string => `${time(t)}, for ${duration(to - t)}`;
	const active: Lane = {
		name: "active persona",
		stretches: tenures.turns.map((turn) => ({
			...turn,
			className: palette.of(turn.persona),
			tip: `${personaName(state, turn.persona)}, from ${from(turn.from, turn.to)}`,
		})),
	};
	const devices = Array.from(tenures.spells, ([key, spells]): Lane => {
		const device = state.devices.get(key);
		const name = device ? (device.name === "" ? deviceName(device) : device.name) : key;
		return {
			name,
			stretches: spells.map(({ ownership, ...spell }) => ({
				...spell,
				className: classOf(ownership, palette),
				tip: `${name}: ${ownerText(state, ownership)}, from ${from(spell.from, spell.to)}`,
			})),
		};
	});
	return [active, ...devices];
};

export const ownershipDrawing = (tenures: Tenures, palette: Palette<PersonaKey>): string => {
	const { state, began } = tenures;
	const lanes = lanesOf(tenures, state, palette);
	const scale = linear(began, Math.max(began + 1, state.now), LEFT, WIDTH - 10, 8);
	const height = lanes.length * LANE + 30;
	const axis = scale.ticks.flatMap((tick) => [
		line(scale.at(tick), 0, scale.at(tick), height - 24, "grid"),
		text(scale.at(tick), height - 8, duration(tick), "axis", "middle"),
	]);
	const drawn = lanes.flatMap(({ name, stretches }, index) => [
		text(LEFT - 8, index * LANE + BAR - 4, clip(name, 26), "name", "end"),
		...stretches.map(({ from, to, className, tip }) => {
			const [x, end] = [scale.at(from), scale.at(to)];
			const width = Math.max(NARROWEST, end - x);
			return rect({ x, y: index * LANE, width, height: BAR }, className, tip);
		}),
	]);
	return svg(WIDTH, height, "who was active and who owned each device, over time", [...axis, ...drawn]);
};
