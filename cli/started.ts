/** Edge: a recording that is started and ended while the collector runs, on somebody's request and with their rights. */
import { closeSync, constants, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { Event } from "../decoders/event.js";
import { recordTo } from "../decoders/recording.js";
import { UserError } from "../decoders/user-error.js";
import { retell } from "../model/retelling.js";
import type { State } from "../model/state.js";
import { Single } from "./outlet/outlet.js";
import { asCaller, callerId } from "./privilege.js";

/** Made by the caller, so that nothing is written where they could not; and then opened as what they made, whatever lies there by now. */
const create = async (path: string) => {
	try {
		closeSync(asCaller(() => openSync(path, "wx", 0o600)));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new UserError(`${path} can't be created: ${why}.`, "Choose another place.");
	}
	const file = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW);
	const { uid, size } = await file.stat();
	if (uid === callerId() && size === 0) return recordTo(file, path);
	await file.close();
	throw new UserError(`${path} is not what was just made.`, "Choose another place.");
};

export class Started {
	#running: Single | undefined;
	#starting = false;

	/** `state` gives what is known when it is asked. */
	async start(path: string, state: () => State): Promise<void> {
		if (this.#running || this.#starting) throw new UserError("A recording is running already.", "Stop it first.");
		if (!state().session) throw new UserError("There is nothing to record yet.", "Wait until the probes are attached.");
		if (!isAbsolute(path))
			throw new UserError(`${path} is not a whole path.`, "The collector may be elsewhere: begin with /.");
		this.#starting = true;
		try {
			await this.#begin(new Single(await create(path), {}), state());
		} finally {
			this.#starting = false;
		}
	}

	/** With what is known by now, and from now on what is taken: at one instant, so that nothing is left out or told twice. */
	async #begin(running: Single, state: State): Promise<void> {
		const { session } = state;
		if (session === undefined) return;
		this.#running = running;
		try {
			await running.take([session, ...retell(state, { switches: 0 })]);
		} catch (error) {
			this.#running = undefined;
			await running.close();
			throw error;
		}
	}

	async stop(): Promise<void> {
		const running = this.#running;
		if (!running) throw new UserError("No recording was started.", "Start one first.");
		this.#running = undefined;
		await running.end();
		await running.close();
	}

	/** To be called at the same instant as the state that it may be started from takes them. */
	async take(events: readonly Event[]): Promise<void> {
		await this.#running?.take(events);
	}

	/** Where it runs, it ends with its source. */
	async end(): Promise<void> {
		if (this.#running) await this.stop();
	}
}
