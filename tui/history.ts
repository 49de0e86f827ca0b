/** The past of one figure, or of one thing's state, in a row. */
import type { Nanos } from "../decoders/event.js";
import { earlier, later } from "../model/nanos.js";
import { owner } from "../model/ownership.js";
import type { DeviceKey, PersonaKey, State } from "../model/state.js";
import { indexAt, type Moment } from "../model/timeline.js";
import { NO_RATES, type Rates } from "./flow.js";
import type { Scene } from "./scene.js";

/** Rates are those of a second: a moment further back than this says nothing of them. */
const RATE_LASTS = 1.3e9;

/** What was known at a time: nothing, or nothing that moved. */
type Then = State | "unknown" | "still";

/** Of the last so many seconds, what was known at each, the newest last. For all rows of a picture it is the same. */
export const secondsOver = ({ past, state }: Scene, seconds: number): readonly Then[] =>
	Array.from({ length: seconds }, (_, index) => {
		const t = state.now - (seconds - 1 - index) * 1e9;
		if (index === seconds - 1) return state;
		const moment = past[indexAt(past, t)];
		if (moment === undefined) return "unknown";
		return t - moment.t > RATE_LASTS ? "still" : moment.state;
	});

/** The rates of each second; `undefined` where nothing is known of that time. */
export const ratesOver = (seconds: readonly Then[], pick: (state: State) => Rates): readonly (Rates | undefined)[] =>
	seconds.map((then) => (then === "unknown" ? undefined : then === "still" ? NO_RATES : pick(then)));

/** What lasted from one time to another. */
export interface Stretch<Item> {
	readonly from: Nanos;
	readonly to: Nanos;
	readonly item: Item;
}

/** What was at a moment, and since when, where that is known. */
interface Held<Item> {
	readonly item: Item;
	readonly since: Nanos | undefined;
}

const NOTHING: Held<undefined> = { item: undefined, since: undefined };

/** Moments don't change, so what was found out of one need not be found out again. */
const known = new WeakMap<Moment, Map<DeviceKey, Held<PersonaKey | undefined>>>();

const ownedIn = ({ state }: Moment, device: DeviceKey): Held<PersonaKey | undefined> => {
	const found = owner(state, device);
	if (found.is === "unknown") return NOTHING;
	return { item: found.is === "owned" ? found.persona : undefined, since: found.since };
};

const ownerIn = (moment: Moment, device: DeviceKey): Held<PersonaKey | undefined> => {
	const owners = known.get(moment) ?? new Map<DeviceKey, Held<PersonaKey | undefined>>();
	known.set(moment, owners);
	const found = owners.get(device) ?? ownedIn(moment, device);
	owners.set(device, found);
	return found;
};

/** A stretch begins when the state says that it did, which is after the moment before, and not at the moment that first shows it. */
const stretches = <Item>({ past, state }: Scene, itemIn: (moment: Moment) => Held<Item>): readonly Stretch<Item>[] => {
	const found: { from: Nanos; to: Nanos; item: Item }[] = [];
	let before: Nanos | undefined;
	for (const moment of past) {
		if (moment.t > state.now) break;
		const { item, since = moment.t } = itemIn(moment);
		const last = found.at(-1);
		const from = before === undefined ? moment.t : later(before, earlier(since, moment.t));
		const isOther = last === undefined || last.item !== item;
		if (last !== undefined) last.to = isOther ? from : moment.t;
		if (isOther) found.push({ from, to: moment.t, item });
		before = moment.t;
	}
	const last = found.at(-1);
	if (last !== undefined) last.to = state.now;
	return found;
};

/** Who owned a device, as far back as the past is kept; `undefined` is nobody, several, or not known. */
export const ownersOver = (scene: Scene, device: DeviceKey): readonly Stretch<PersonaKey | undefined>[] =>
	stretches(scene, (moment) => ownerIn(moment, device));

export const activeOver = (scene: Scene): readonly Stretch<PersonaKey | undefined>[] =>
	stretches(scene, ({ state: { active } }) => (active ? { item: active.persona, since: active.since } : NOTHING));

/** What a row of `width` columns shows of stretches: the item at each column's time. */
export const columnsOf = <Item>(all: readonly Stretch<Item>[], width: number): readonly (Item | undefined)[] => {
	const from = all[0]?.from ?? 0;
	const to = all.at(-1)?.to ?? 0;
	let at = 0;
	return Array.from({ length: width }, (_, column) => {
		const t = from + ((to - from) * (column + 0.5)) / width;
		while (at < all.length - 1 && (all[at]?.to ?? 0) < t) at++;
		return all[at]?.item;
	});
};
