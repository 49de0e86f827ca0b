/** Where the time of a switch went: the wait for the lock, each driver, and what none of them accounts for. */
import type { Name, Nanos } from "../decoders/event.js";
import type { State, Switch } from "../model/state.js";
import { type Role, type Span, span } from "./style.js";

export interface Share {
	readonly name: string;
	readonly glyph: string;
	readonly role: Role;
	readonly took: number;
}

interface Look {
	readonly glyph: string;
	readonly role: Role;
}

/** Told apart by their shade where there is no colour. */
const DRIVER_LOOKS: readonly Look[] = [
	{ glyph: "█", role: "share-1" },
	{ glyph: "▓", role: "share-2" },
	{ glyph: "▒", role: "share-3" },
	{ glyph: "▓", role: "share-4" },
];
const LOCK_LOOK: Look = { glyph: "░", role: "notice" };
const REST_LOOK: Look = { glyph: "─", role: "muted" };

const RECENT = 32;

/** The drivers of late, by name, so that each keeps its look. */
export const driverNames = ({ switches }: State): readonly Name[] =>
	[...new Set(switches.slice(-RECENT).flatMap(({ drivers }) => drivers.map(({ driver }) => driver)))].sort();

export const driverLook = (drivers: readonly Name[], driver: Name): Look => {
	const index = Math.max(0, drivers.indexOf(driver));
	return DRIVER_LOOKS[index % DRIVER_LOOKS.length] ?? REST_LOOK;
};

const tookByDriver = ({ drivers }: Switch): ReadonlyMap<Name, number> => {
	const sums = new Map<Name, number>();
	for (const { driver, took } of drivers) sums.set(driver, (sums.get(driver) ?? 0) + (took ?? 0));
	return sums;
};

const known = (name: string, took: Nanos | undefined, look: Look): readonly Share[] =>
	took === undefined ? [] : [{ name, took, ...look }];

/** In the order in which a switch comes to them; the rest last. */
export const sharesOf = (drivers: readonly Name[], one: Switch): readonly Share[] => [
	...known("lock", one.lockWait, LOCK_LOOK),
	...Array.from(tookByDriver(one), ([driver, took]) => ({ name: driver, took, ...driverLook(drivers, driver) })),
	...known("rest", one.remainder, REST_LOOK),
];

const divided = (shares: readonly Share[], width: number, glyphOf: (share: Share) => string): readonly Span[] => {
	const whole = shares.reduce((sum, { took }) => sum + took, 0);
	if (whole <= 0) return [];
	let passed = 0;
	return shares.map((share) => {
		const from = Math.round((passed / whole) * width);
		passed += share.took;
		return span(glyphOf(share).repeat(Math.max(0, Math.round((passed / whole) * width) - from)), share.role);
	});
};

/** One bar of `width`, divided as the time was. */
export const shareBar = (shares: readonly Share[], width: number): readonly Span[] =>
	divided(shares, width, ({ glyph }) => glyph);

/** The same where bars stand in rows below each other, and must not run into one. */
export const thinBar = (shares: readonly Share[], width: number): readonly Span[] => divided(shares, width, () => "▄");
