import {
	type Active,
	type DriverEnded,
	type Event,
	type Inum,
	type Nanos,
	NO_PERSONA,
	type SwitchFlipped,
	type SwitchId,
	type SwitchLocked,
} from "../../../decoders/event.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, type Subject, violation, type Word } from "../rule.js";

/** A switch that has run for so long (ns) when all has been told has not just begun. */
const LONGEST_SWITCH = 30e9;

interface Held {
	readonly id: SwitchId;
	readonly from: Inum;
	readonly since: Nanos;
}

class SwitchWhole implements Check {
	/** The switch that has the lock. */
	#held: Held | undefined;
	#active: Inum | undefined;

	take(event: Event, scene: Scene): readonly Word[] {
		switch (event.kind) {
			case "loss":
			case "reject":
				this.#held = undefined;
				this.#active = undefined;
				return NOTHING;
			case "active":
				return this.#told(event, scene);
			case "switch-locked":
				return this.#locked(event, scene);
			case "switch-flipped":
				return this.#flipped(event, scene);
			case "switch-ended":
				if (this.#held?.id === event.switch) this.#held = undefined;
				return NOTHING;
			case "driver-ended":
				return this.#driver(event, scene);
			default:
				return NOTHING;
		}
	}

	end({ state }: Scene): readonly Word[] {
		if (this.#held === undefined) return NOTHING;
		const { id, since } = this.#held;
		if (state.now - since > LONGEST_SWITCH) return [violation(asker(state, id), `switch ${id} never ended`)];
		return [doubt(`switch ${id} had not ended`, { since, until: state.now })];
	}

	/** In a state dump, which no switch runs beside. */
	#told({ persona }: Active, _scene: Scene): readonly Word[] {
		const before = this.#active;
		this.#active = persona === NO_PERSONA ? undefined : persona;
		if (before === undefined || this.#active === undefined || before === persona || this.#held !== undefined)
			return NOTHING;
		return [violation({ persona }, "it is active, though the last switch made another one active")];
	}

	#locked({ switch: id, from, t }: SwitchLocked, { state }: Scene): readonly Word[] {
		const [held, active] = [this.#held, this.#active];
		this.#held = { id, from, since: t };
		this.#active = from;
		return [
			...(held && held.id !== id ? [violation(asker(state, held.id), `switch ${held.id} never ended`)] : []),
			...(active !== undefined && active !== from
				? [
						violation(
							{ persona: from },
							`it was active when switch ${id} began, though the last switch made another one active`,
						),
					]
				: []),
		];
	}

	#flipped({ switch: id, from, to }: SwitchFlipped, { state }: Scene): readonly Word[] {
		const held = this.#held;
		this.#active = to;
		if (held === undefined || (held.id === id && held.from === from)) return NOTHING;
		return [violation(asker(state, id), `switch ${id} took activity from another than was active`)];
	}

	#driver({ switch: id, driver, phase, persona, errno }: DriverEnded, { state }: Scene): readonly Word[] {
		if (errno === 0) return NOTHING;
		const { process } = asker(state, id);
		return [violation({ persona, process }, `the driver ${driver} failed to ${phase} it`, { shownBy: "itself" })];
	}
}

/** Who asked for a switch. */
const asker = ({ switches, personas }: Scene["state"], id: SwitchId): Subject => {
	const one = switches.find((known) => known.id === id);
	return { process: one?.process, persona: one?.asker && personas.get(one.asker)?.inum };
};

export const switchWhole: Rule = {
	id: "switch-whole",
	title: "One persona is active at a time, and every switch ends, with every driver's part done",
	severity: "violation",
	of: "namespaces",
	why: "Between two personas nobody is safe: a switch that hangs, or that a driver did not follow, leaves devices with the wrong one.",
	evidence: `Every switch must be told from its lock to its end, one after the other, each from the persona that the one before made active; a driver that
failed is told as well. A switch that was still running at the end of the recording is a doubt, and after 30 s a violation.`,
	needs: ["switch", "switch.driver"],
	covers: "switches of device namespaces",
	notApplicable: () => undefined,
	absentBy: [],
	begin: () => new SwitchWhole(),
};
