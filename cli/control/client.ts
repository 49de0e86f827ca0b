/** The other side of a control socket: what a dashboard or a command asks of a running collector. */
import type { Duplex } from "node:stream";
import { UserError } from "../../decoders/user-error.js";
import { lines } from "./lines.js";
import { type Answer, answerOf, lineOf, type Request } from "./protocol.js";

export interface Control {
	/** Resolves when it was done; throws a `UserError` with the reason why not. */
	ask(request: Request): Promise<void>;
	close(): void;
}

const OVER: Answer = { ok: false, reason: "The collector has ended.", cure: "Begin again: devns-top record -o FILE" };

/** Over a connection to a collector's socket, or to the port of a guest. */
export const controlOver = (connection: Duplex): Control => {
	const waiting: ((answer: Answer) => void)[] = [];
	let over = false;
	const hear = async (): Promise<void> => {
		for await (const line of lines(connection)) waiting.shift()?.(answerOf(line));
	};
	hear()
		.catch(() => {})
		.finally(() => {
			over = true;
			for (const tell of waiting.splice(0)) tell(OVER);
		});
	return {
		ask: async (request) => {
			const answer = await new Promise<Answer>((resolve) => {
				if (over) return resolve(OVER);
				waiting.push(resolve);
				connection.write(lineOf(request));
			});
			if (!answer.ok) throw new UserError(answer.reason, answer.cure);
		},
		close: () => void connection.destroy(),
	};
};

/** Where there is nobody to ask: a recording, a pipe. */
export const noControl = (reason: string): Control => ({
	ask: () => Promise.reject(new UserError(reason, "Ask where its collector runs: sudo devns-top")),
	close: () => {},
});
