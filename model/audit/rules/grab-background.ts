import { type Event, type Grab, NO_NAME, NO_PERSONA, type Seized, type SwitchEnded } from "../../../decoders/event.js";
import type { Client, Device, State } from "../../state.js";
import { Hold } from "../hold.js";
import { type Check, doubt, NOTHING, noInputDevice, type Rule, type Scene, violation, type Word } from "../rule.js";
import { declared, follows, isEitherSide, isInSwitch, mayHave } from "../sides.js";
import { subjectOfClient } from "../subject.js";

const becomesReal = ({ action, real, errno }: Grab): boolean =>
	errno === 0 && real && (action === "take" || action === "restore");

/** The client with which a process may have done it: its only one on that device. */
const onlyClient = (state: State, device: Device | undefined, { persona, process }: Seized): Client | undefined => {
	const own = [...state.clients.values()].filter(
		(client) =>
			client.device === device?.key &&
			client.closed === undefined &&
			client.process.pid === process.pid &&
			state.personas.get(client.persona)?.inum === persona,
	);
	return own.length === 1 ? own[0] : undefined;
};

class GrabBackground implements Check {
	readonly #hold = new Hold();

	take(event: Event, scene: Scene): readonly Word[] {
		this.#hold.take(event);
		switch (event.kind) {
			case "grab":
				return this.#grabbed(event, scene);
			case "seized":
				return this.#seized(event, scene);
			case "switch-ended":
				return this.#ended(event, scene);
			default:
				return NOTHING;
		}
	}

	end(): readonly Word[] {
		return NOTHING;
	}

	#grabbed(event: Grab, { state, course }: Scene): readonly Word[] {
		const client = state.clients.get(event.client);
		const persona = client && state.personas.get(client.persona)?.inum;
		if (client === undefined || persona === undefined || !becomesReal(event)) return NOTHING;
		if (mayHave(state, course, state.devices.get(client.device), persona) !== "no") return NOTHING;
		return [violation(subjectOfClient(state, client), "its grab is real in the background")];
	}

	/** A switch takes devices on behalf of others: what it leaves is looked at when it ends. */
	#seized(event: Seized, { state }: Scene): readonly Word[] {
		const { t, taken, persona, process, node, sides } = event;
		const device = this.#hold.deviceAt(state, node);
		const may = declared(state, device, persona);
		if (!taken || isInSwitch(sides) || may === "yes" || (may === undefined && isEitherSide(persona, sides)))
			return NOTHING;
		if (may === undefined && sides.active === NO_PERSONA)
			return [doubt("a device was taken before it was known who was active", { since: t, until: t })];
		const client = onlyClient(state, device, event);
		const named =
			device?.number === undefined ? undefined : { class: device.class, number: device.number, name: NO_NAME };
		const subject = client ? subjectOfClient(state, client) : { persona, process, device: named };
		const what = "it took the device from everybody else in the background";
		return [violation(subject, what, { shownBy: "itself" })];
	}

	#ended({ switch: id }: SwitchEnded, { state, course }: Scene): readonly Word[] {
		const left = [...state.clients.values()].filter(
			({ grab, persona, device, closed }) =>
				grab === "real" &&
				closed === undefined &&
				mayHave(state, course, state.devices.get(device), state.personas.get(persona)?.inum ?? NO_PERSONA) === "no",
		);
		const owned = new Set(
			[...state.clients.values()].filter(({ grab }) => grab === "real").map(({ device }) => device),
		);
		const orphans = this.#hold.seizedDevices(state).filter((device) => follows(device) && !owned.has(device.key));
		return [
			...left.map((client) => violation(subjectOfClient(state, client), `its grab was still real after switch ${id}`)),
			...orphans.flatMap(({ class: kind, number }) =>
				number === undefined
					? []
					: [
							violation(
								{ device: { class: kind, number, name: NO_NAME } },
								`it was still taken from everybody else after switch ${id}, by nobody's grab`,
							),
						],
			),
		];
	}
}

export const grabBackground: Rule = {
	id: "grab-background",
	title: "A real grab is held by a client of the active persona only",
	severity: "violation",
	of: "namespaces",
	why: "A grab shuts everybody else out. In the background it takes the device from the persona that the user is looking at.",
	evidence: `Every grab is told with whether it is real. Besides, the input core is watched, which gives a device to one handler and takes it from all
others: nobody in the background may make it do so, and after a switch no device may be left taken by a grab that nobody has.`,
	needs: ["switch", "input.open", "input.grab", "input.seized"],
	covers: "EVIOCGRAB on event nodes",
	notApplicable: noInputDevice,
	absentBy: ["input.open"],
	begin: () => new GrabBackground(),
};
