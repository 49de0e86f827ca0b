/** A little of everything, for what reports say of it. */
import type { Event } from "../../decoders/event.js";
import { at, BLUE, MS, PREAMBLE, RED, ROOT, S, SCREEN } from "../model/at.js";

const drivers = ["input", "framebuffer"];

/** A whole switch of a few milliseconds. */
const slowSwitch = (t: number, id: number, from: number, to: number): readonly Event[] => [
	at(t).switchRequested({ switch: id, to }),
	at(t + 0.02 * MS).switchLocked({ switch: id, from }),
	...drivers.flatMap((driver, index) => [
		at(t + (0.1 + index) * MS).driverBegan({ switch: id, driver, persona: from }),
		at(t + (0.6 + index) * MS).driverEnded({ switch: id, driver, persona: from }),
	]),
	at(t + 2 * MS).switchFlipped({ switch: id, from, to }),
	...drivers.flatMap((driver, index) => [
		at(t + (2.1 + index) * MS).driverBegan({ switch: id, driver, phase: "activate", persona: to }),
		at(t + (2.4 + index) * MS).driverEnded({ switch: id, driver, phase: "activate", persona: to }),
	]),
	at(t + 3.5 * MS).switchEnded({ switch: id }),
];

const reader = { pid: 201, innerPid: 3, comm: "evtest" };
const painter = { pid: 310, innerPid: 12, comm: 'paint it "red"' };

export const SCENARIO: readonly Event[] = [
	...PREAMBLE.slice(0, -1),
	at(1).personaAppeared({ persona: BLUE, initPid: 200, existing: true }),
	at(1).personaNamed({ persona: BLUE, name: "blue" }),
	at(1).deviceAppeared({ existing: true }),
	at(2).ready(),
	at(1 * S).personaAppeared({ persona: RED, initPid: 300, comm: "パレット" }),
	at(1.1 * S).opened({ client: 1, persona: BLUE, process: reader }),
	at(1.2 * S).opened({ client: 2, persona: RED, process: painter }),
	at(1.3 * S).opened({ client: 3, persona: RED, process: painter, class: "framebuffer", device: SCREEN }),
	at(1.4 * S).grab({ client: 1, real: false }),
	at(1.5 * S).grab({ client: 2, errno: 16 }),
	...slowSwitch(2 * S, 1, ROOT, BLUE),
	at(2.002 * S).grab({ client: 1, action: "restore" }),
	at(2.025 * S).switchFirst({ switch: 1, what: "input", persona: BLUE }),
	at(3 * S).delivery({ client: 1, delivered: 1234, withheld: 0 }),
	at(3 * S).delivery({ client: 2, delivered: 0, withheld: 1234 }),
	at(3 * S).update({ client: 3, writes: 3, bytes: 3 * 4_096_000, pans: 1 }),
	at(3.1 * S).request({ persona: BLUE, value: 1 }),
	at(3.2 * S).request({ persona: RED, value: 0, applied: false }),
	...slowSwitch(4 * S, 2, BLUE, RED).slice(0, 5),
	at(4.001 * S).loss({ count: 17, since: 4 * S }),
	...slowSwitch(4 * S, 2, BLUE, RED).slice(6),
	at(5 * S).delivery({ client: 2, delivered: 9, withheld: 1300, final: true }),
	at(5 * S).closed({ client: 2 }),
	at(6 * S).switchRequested({ switch: 3, to: BLUE, process: painter, askerPersona: RED }),
	at(6.001 * S).switchEnded({ switch: 3, errno: 3 }),
	at(7 * S).personaGone({ persona: RED }),
	at(7 * S).reject({ text: "E;forged\\x1b[2J" }),
].toSorted((a, b) => a.t - b.t);
