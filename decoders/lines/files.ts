/**
 * Makes a `ClientId` of what the kernel names by an address only: an open file. An address is used again, so the probes
 * count their opens, and a file is "ADDRESS,COUNT". Files that were open before the probes have the count 0, and are
 * not known until somebody looks for them. What closes meanwhile is not found.
 */
import type { ClientId } from "../event.js";

/** The kernel's modules number their clients from 1; those that are numbered here begin beyond them. */
const FIRST = 2 ** 32;

/** Hands out numbers that no client has had in this session. */
export const clientNumbers = (): (() => ClientId) => {
	let next = FIRST;
	return () => next++ as ClientId;
};

const BEFORE = ",0";

const addressOf = (file: string): string => file.slice(0, file.indexOf(","));

export class Files {
	readonly #next: () => ClientId;
	readonly #clients = new Map<string, ClientId>();
	/** The latest client at each address. */
	readonly #here = new Map<string, ClientId>();
	/** Addresses that were closed while somebody looks; nothing while nobody does. */
	#gone: Set<string> | undefined;
	/** What closed while somebody looked, so that it was not found; nothing until all was asked for. */
	#missed: ReadonlySet<string> | undefined;
	/** From before the probes, asked for, and not found. */
	readonly #unfound = new Set<string>();
	#unfoundTold = 0;

	constructor(next: () => ClientId) {
		this.#next = next;
	}

	/** The client that this file is; nothing for one from before the probes that was not found. */
	clientOf(file: string): ClientId | undefined {
		return this.#clients.get(file) ?? (file.endsWith(BEFORE) ? this.#before(file) : this.#add(file));
	}

	/**
	 * How many more files were asked for that are from before the probes and that no process was found to have, such as one that was on its way from
	 * a process to another.
	 */
	moreUnfound(): number {
		const more = this.#unfound.size - this.#unfoundTold;
		this.#unfoundTold = this.#unfound.size;
		return more;
	}

	/** From here on, somebody looks for what is open. */
	look(): void {
		this.#gone = new Set();
	}

	/** The client of a file that was found open; nothing if the probes have said meanwhile that it was closed. */
	found(address: string): ClientId | undefined {
		return this.#here.get(address) ?? (this.#gone?.has(address) ? undefined : this.#add(address + BEFORE));
	}

	/** All that was found has been asked for. */
	looked(): void {
		this.#missed = this.#gone;
		this.#gone = undefined;
	}

	/** The client that is no more. */
	close(file: string): ClientId | undefined {
		const client = this.#clients.get(file) ?? (file.endsWith(BEFORE) ? undefined : this.#add(file));
		const address = addressOf(file);
		this.#clients.delete(file);
		this.#gone?.add(address);
		if (client !== undefined && this.#here.get(address) === client) this.#here.delete(address);
		return client;
	}

	#before(file: string): undefined {
		if (this.#missed?.has(addressOf(file)) === false) this.#unfound.add(file);
	}

	#add(file: string): ClientId {
		const client = this.#next();
		this.#clients.set(file, client);
		this.#here.set(addressOf(file), client);
		return client;
	}
}
