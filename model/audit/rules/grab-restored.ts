import {
	type ClientId,
	type Event,
	type Grab,
	type Leak,
	type Nanos,
	NO_CLIENT,
	type SwitchEnded,
} from "../../../decoders/event.js";
import { Hold } from "../hold.js";
import { type Check, doubt, NOTHING, noInputDevice, type Rule, type Scene, violation, type Word } from "../rule.js";
import { follows } from "../sides.js";
import { subjectOfClient } from "../subject.js";

/** A grab has ended a little before that is told: what its companions got so long (ns) before is theirs. */
const END_IS_TOLD_WITHIN = 1e9;

const ends = ({ action, errno }: Grab): boolean =>
	errno === 0 && (action === "release" || action === "suspend" || action === "revoke");

interface PastGrab {
	readonly holder: ClientId;
	readonly t: Nanos;
}

class GrabRestored implements Check {
	readonly #hold = new Hold();
	/** Input that went past a real grab, until it is certain that the grab had not ended. */
	#past: PastGrab[] = [];

	take(event: Event, scene: Scene): readonly Word[] {
		this.#hold.take(event);
		if (event.kind === "leak") this.#leaked(event);
		if (event.kind === "grab" && ends(event)) this.#over(event.client, event.t);
		if (event.kind === "closed") this.#over(event.client, event.t);
		const words = this.#pastGrabs(event.t - END_IS_TOLD_WITHIN, scene);
		return event.kind === "switch-ended" ? [...words, ...this.#ended(event, scene)] : words;
	}

	end({ state }: Scene): readonly Word[] {
		return this.#past.map(({ t }) =>
			doubt("input went past a grab that may have just ended", { since: t, until: state.now }),
		);
	}

	#leaked({ holder, t }: Leak): void {
		if (holder !== NO_CLIENT) this.#past.push({ holder, t });
	}

	#over(client: ClientId, t: Nanos): void {
		this.#past = this.#past.filter((past) => past.holder !== client || past.t < t - END_IS_TOLD_WITHIN);
	}

	#pastGrabs(until: number, { state }: Scene): readonly Word[] {
		if (this.#past.length === 0) return NOTHING;
		const certain = this.#past.filter(({ t }) => t <= until);
		this.#past = this.#past.filter(({ t }) => t > until);
		return certain.map(({ holder }) => {
			const client = state.clients.get(holder);
			const subject = client ? subjectOfClient(state, client) : { client: holder };
			return violation(subject, "another client of its persona got input in spite of its grab", { shownBy: "itself" });
		});
	}

	/** Grabs of the persona that has become active are real by now, for the input core as well. */
	#ended({ switch: id, errno }: SwitchEnded, { state, course }: Scene): readonly Word[] {
		if (errno !== 0) return NOTHING;
		return [...state.clients.values()].flatMap((client): readonly Word[] => {
			const device = state.devices.get(client.device);
			const isActive = state.personas.get(client.persona)?.inum === course.active;
			if (
				client.closed !== undefined ||
				client.grab === "none" ||
				!isActive ||
				device?.gone !== undefined ||
				!follows(device)
			)
				return NOTHING;
			const subject = subjectOfClient(state, client);
			if (client.grab === "virtual") return [violation(subject, `its grab was not made real by switch ${id}`)];
			const seized = device && this.#hold.isSeized(device);
			if (seized === false) return [violation(subject, `its grab was told to be real by switch ${id}, and is not`)];
			if (seized) return NOTHING;
			const about = { personas: [client.persona], devices: [client.device] };
			const since = client.grabSince ?? client.opened;
			return [doubt("whether a grab from before the probes is real is not known", { since, until: state.now }, about)];
		});
	}
}

export const grabRestored: Rule = {
	id: "grab-restored",
	title: "After a switch, every grab that a persona had before is real again",
	severity: "violation",
	of: "namespaces",
	why: "A screen lock or a game grabs its device once. If the grab does not survive a switch, others read what it believes is its alone.",
	evidence: `At the end of each switch every grab of the persona that became active must have been told to be real, the input core must have given the device
to it, and none of its companions may get input while it lasts.`,
	needs: ["switch", "input.open", "input.grab", "input.seized", "input.leak"],
	covers: "EVIOCGRAB on event nodes of devices that follow the active persona",
	notApplicable: noInputDevice,
	absentBy: ["input.open"],
	begin: () => new GrabRestored(),
};
