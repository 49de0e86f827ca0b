import {
	type ClientId,
	type Event,
	type Leak,
	NO_CLIENT,
	NO_NAME,
	NO_PERSONA,
	type Opened,
	type Read,
} from "../../../decoders/event.js";
import { deviceOf } from "../../devices.js";
import { START } from "../../nanos.js";
import { Accounts } from "../accounts.js";
import { otherPath } from "../paths.js";
import { type Check, doubt, NOTHING, noInputDevice, type Rule, type Scene, violation, type Word } from "../rule.js";
import { follows, isEitherSide } from "../sides.js";
import { subjectOfClient } from "../subject.js";

class InputBackground implements Check {
	readonly #accounts = new Accounts();
	/** Clients of devices that give input past the event nodes. */
	readonly #others = new Map<ClientId, string>();

	take(event: Event, scene: Scene): readonly Word[] {
		const before = event.kind === "read" ? this.#accounts.read(event.client) : undefined;
		this.#accounts.take(event, scene);
		switch (event.kind) {
			case "opened":
				this.#opened(event, scene);
				return NOTHING;
			case "leak":
				return this.#leaked(event, scene);
			case "read":
				return this.#read(event, before, scene);
			default:
				return NOTHING;
		}
	}

	/** Each client that was in the background has to have its books balanced. */
	end(scene: Scene): readonly Word[] {
		const { state } = scene;
		const books = [...this.#accounts.backgroundClients(state), ...this.#accounts.backgroundMice(state)].flatMap(
			(client) => this.#accounts.doubtOf(client, scene) ?? [],
		);
		const others = [...this.#others].flatMap(([id, path]): readonly Word[] => {
			const reason = `input can come by ${path} as well, which is not covered`;
			const client = state.clients.get(id);
			// One that has been forgotten may have been in the background.
			if (client === undefined) return [doubt(reason, { since: START, until: state.now })];
			if (!this.#accounts.wasInBackground(client, state)) return NOTHING;
			const { persona, device, opened, closed } = client;
			const span = { since: opened, until: closed ?? state.now };
			return [doubt(reason, span, { personas: [persona], devices: [device] })];
		});
		return [...books, ...this.#accounts.forgotten(state), ...others];
	}

	#opened({ client, class: kind, device }: Opened, { state }: Scene): void {
		const path = otherPath(kind, device);
		if (path !== undefined && state.clients.has(client)) this.#others.set(client, path);
	}

	#leaked(event: Leak, { state }: Scene): readonly Word[] {
		const { t, client: id, persona, device, count, holder, sides } = event;
		const at = deviceOf(state, "input", { number: device }) ?? deviceOf(state, "mouse", { number: device });
		// A device that does not follow the active persona: the kernel says whom it is for, whoever is active.
		if (holder !== NO_CLIENT || (follows(at) && isEitherSide(persona, sides))) return NOTHING;
		if (follows(at) && sides.active === NO_PERSONA)
			return [doubt("input was delivered before it was known who was active", { since: t, until: t })];
		const client = state.clients.get(id);
		const subject = client
			? subjectOfClient(state, client)
			: { client: id, persona, device: { class: "input" as const, number: device, name: NO_NAME } };
		return [violation(subject, "input was delivered to it in the background", { times: count, shownBy: "itself" })];
	}

	#read({ client: id, unaccounted }: Read, before: Read | undefined, { state }: Scene): readonly Word[] {
		const more = unaccounted - (before?.unaccounted ?? 0);
		const client = state.clients.get(id);
		if (more <= 0) return NOTHING;
		const subject = client ? subjectOfClient(state, client) : { client: id };
		return [
			violation(subject, "it read input that is said to be withheld from it", { times: more, shownBy: "itself" }),
		];
	}
}

export const inputBackground: Rule = {
	id: "input-background",
	title: "Input reaches clients of the active persona only",
	severity: "violation",
	of: "namespaces",
	why: "Whoever reads input in the background reads what is typed into another persona: passwords, messages, PINs.",
	evidence: `Every packet that is given to a client is compared, in the kernel and as it is given, with who is active. What clients read is counted where
it is copied to them, without the driver's help, and must be what the driver says it delivered and did not drop: for every client that
was in the background, at a time when it had read all there was. Of mice the driver's count of what was taken stands for that. Who asks which keys are down in the background must be told of none.`,
	needs: ["switch", "input.open", "input.delivery", "input.leak", "input.read", "input.state", "input.path"],
	covers:
		"read(2) of event nodes and mice, EVIOCGKEY and its like; and whether hidraw, mousedev, joydev, a virtual terminal or the console is open to somebody in the background",
	notApplicable: noInputDevice,
	absentBy: ["input.open"],
	begin: () => new InputBackground(),
};
