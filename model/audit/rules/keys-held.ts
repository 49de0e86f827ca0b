import type { Event, Read } from "../../../decoders/event.js";
import type { Client } from "../../state.js";
import { Accounts, due } from "../accounts.js";
import { type Check, NOTHING, noInputDevice, type Rule, type Scene, violation, type Word } from "../rule.js";
import { mayHave } from "../sides.js";
import { subjectOfClient } from "../subject.js";

const HELD = "a key stayed down for it when its persona went to the background";

class KeysHeld implements Check {
	readonly #accounts = new Accounts();

	take(event: Event, scene: Scene): readonly Word[] {
		const before = event.kind === "read" ? this.#accounts.read(event.client) : undefined;
		this.#accounts.take(event, scene);
		return event.kind === "read" ? this.#read(event, before, scene) : NOTHING;
	}

	end(scene: Scene): readonly Word[] {
		const clients = this.#accounts.backgroundClients(scene.state);
		return [...clients.flatMap((client) => this.#last(client, scene)), ...this.#accounts.forgotten(scene.state)];
	}

	#read({ client: id, stuck }: Read, before: Read | undefined, { state }: Scene): readonly Word[] {
		const more = stuck - (before?.stuck ?? 0);
		if (more <= 0) return NOTHING;
		const client = state.clients.get(id);
		const subject = client ? subjectOfClient(state, client) : { client: id };
		return [violation(subject, HELD, { times: more, shownBy: "itself" })];
	}

	/** Whoever is still in the background, and has read all, holds nothing. */
	#last(client: Client, scene: Scene): readonly Word[] {
		const { state, course } = scene;
		const read = this.#accounts.read(client.id);
		const doubtful = this.#accounts.doubtOf(client, scene);
		if (doubtful !== undefined || read === undefined) return doubtful ? [doubtful] : NOTHING;
		const persona = state.personas.get(client.persona)?.inum;
		const isBehind =
			persona !== undefined && mayHave(state, course, state.devices.get(client.device), persona) === "no";
		if (client.closed !== undefined || !isBehind || read.held === 0 || read.settled < due(client)) return NOTHING;
		return [violation(subjectOfClient(state, client), HELD)];
	}
}

export const keysHeld: Rule = {
	id: "keys-held",
	title: "No key is left held in a client across a switch",
	severity: "violation",
	of: "namespaces",
	why: "A key that is never released repeats for ever, or turns the next touch into a shortcut, in a persona that nobody is looking at.",
	evidence: `Keys are counted, never told apart, where they are copied to a client: as many must have been released as were pressed when a client of the
background has read all there was, and when it begins to read what came after.`,
	needs: ["switch", "input.open", "input.delivery", "input.read"],
	covers: "keys that were pressed since the probes began, in what clients read of event nodes",
	notApplicable: noInputDevice,
	absentBy: ["input.open"],
	begin: () => new KeysHeld(),
};
