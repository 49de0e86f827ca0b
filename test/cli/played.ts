/** Recordings of switches whose times are made, for what judges times. What a real kernel's are is in test/guest. */

import { Recorder } from "../../cli/recorder.js";
import type { Event } from "../../decoders/event.js";
import { randomNumbers } from "../../model/statistics/random.js";
import { at, BLUE, MS, RED } from "../model/at.js";

export interface Play {
	readonly seed: number;
	readonly switches: number;
	/** How many times as long the screen's driver takes. */
	readonly slow?: number;
	readonly kernel?: string;
}

const US = 1000;

/** Input and a screen, whose driver takes 200 to 400 µs, and now and then much longer. */
export const played = ({ seed, switches, slow = 1, kernel = "6.1.0-13-amd64" }: Play): readonly Event[] => {
	const random = randomNumbers(seed * 31 + 7);
	const events: Event[] = [
		at(0).session({ kernel }),
		at(0).probe(),
		at(0).personaAppeared(),
		at(0).personaAppeared({ persona: RED, initPid: 200 }),
		at(0).active({ persona: BLUE }),
		at(1).ready(),
	];
	let t = MS;
	for (let id = 1; id <= switches; id++) {
		const [from, to] = id % 2 === 1 ? [BLUE, RED] : [RED, BLUE];
		const step = (ns: number): number => {
			t += ns;
			return t;
		};
		const screen = (200 + random(200) + (random(60) === 0 ? random(2000) : 0)) * US * slow;
		events.push(
			at(step(500 * MS)).switchRequested({ switch: id, to }),
			at(step((2 + random(9)) * US)).switchLocked({ switch: id, from }),
			at(step(US)).driverBegan({ switch: id, driver: "input", persona: from }),
			at(step((40 + random(30)) * US)).driverEnded({ switch: id, driver: "input", persona: from }),
			at(step(US)).switchFlipped({ switch: id, from, to }),
			at(step(US)).driverBegan({ switch: id, driver: "fb", phase: "activate", persona: to }),
			at(step(screen)).driverEnded({ switch: id, driver: "fb", phase: "activate", persona: to }),
			at(step((5 + random(5)) * US)).switchEnded({ switch: id }),
			...(random(3) === 0
				? []
				: [at(step((1 + random(30)) * MS)).switchFirst({ switch: id, what: "frame", persona: to })]),
		);
	}
	return events;
};

export const recordingOf = (events: readonly Event[], torn = false): Uint8Array => {
	const recorder = new Recorder();
	return Buffer.concat([...recorder.write(events), ...(torn ? [] : recorder.end())]);
};
