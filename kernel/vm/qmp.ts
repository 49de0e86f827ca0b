/** QEMU's machine protocol: https://www.qemu.org/docs/master/interop/qmp-spec.html */
import type { Socket } from "node:net";
import { lines } from "./lines.js";

interface Waiting {
	readonly resolve: () => void;
	readonly reject: (error: Error) => void;
}

interface Reply {
	readonly id: number;
	readonly error: string | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Greetings and events have no id and are left out. */
const replyOf = (line: string): Reply | undefined => {
	const value: unknown = JSON.parse(line);
	if (!isRecord(value) || typeof value.id !== "number") return undefined;
	const error = isRecord(value.error) ? String(value.error.desc) : undefined;
	return { id: value.id, error };
};

export class Qmp {
	readonly #socket: Socket;
	readonly #waiting = new Map<number, Waiting>();
	#last = 0;

	constructor(socket: Socket) {
		this.#socket = socket;
		void this.#read();
	}

	/** Rejects when QEMU refuses, or ends before it answers. */
	async execute(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
		const id = ++this.#last;
		await new Promise<void>((resolve, reject) => {
			if (!this.#socket.writable) return reject(new Error(`${command}: QEMU has ended`));
			this.#waiting.set(id, { resolve, reject });
			this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
		});
	}

	async #read(): Promise<void> {
		try {
			for await (const line of lines(this.#socket)) this.#answer(replyOf(line));
		} catch {
			// Closed from the other side, which is the same as its end.
		}
		for (const { reject } of this.#waiting.values()) reject(new Error("QEMU has ended"));
	}

	#answer(reply: Reply | undefined): void {
		if (!reply) return;
		const waiting = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if (reply.error === undefined) waiting?.resolve();
		else waiting?.reject(new Error(reply.error));
	}
}
