/** The collector's side of its control socket. */
import { UserError } from "../../decoders/user-error.js";
import { lines } from "./lines.js";
import { type Answer, lineOf, type Request, requestOf } from "./protocol.js";

/** What a collector does when asked to. What it can't do, it throws a `UserError` for. */
export interface Offers {
	mark(text: string): void;
	switch(pid: number): Promise<void>;
	/** Absent: it keeps no recording that could be started, stopped or triggered. */
	start?(file: string): Promise<void>;
	stop?(): Promise<void>;
	trigger?(reason: string | undefined): Promise<void>;
}

/** Both directions of a conversation. */
export interface Conversation {
	readonly incoming: AsyncIterable<Uint8Array>;
	say(line: string): Promise<void> | void;
}

const OTHERWISE = "Use: devns-top record -o FILE";

const offered = <Act>(act: Act | undefined, reason: string): Act => {
	if (act === undefined) throw new UserError(reason, OTHERWISE);
	return act;
};

const carryOut = async (request: Request, offers: Offers): Promise<void> => {
	switch (request.do) {
		case "mark":
			return offers.mark(request.text);
		case "switch":
			return offers.switch(request.pid);
		case "start":
			return offered(offers.start, "This collector starts no other recording.").call(offers, request.file);
		case "stop":
			return offered(offers.stop, "This collector keeps no other recording.").call(offers);
		case "trigger":
			return offered(offers.trigger, "This collector keeps no ring.").call(offers, request.reason);
	}
};

const answerTo = async (line: string, offers: Offers): Promise<Answer> => {
	const request = requestOf(line);
	if (!request) return { ok: false, reason: "That is no request.", cure: "docs/control.md has them all." };
	try {
		await carryOut(request, offers);
		return { ok: true };
	} catch (error) {
		if (error instanceof UserError) return { ok: false, reason: error.message, cure: error.cure };
		return { ok: false, reason: error instanceof Error ? error.message : String(error), cure: "" };
	}
};

/** Answers requests one after the other, until the other side has no more of them. */
export const serve = async ({ incoming, say }: Conversation, offers: Offers): Promise<void> => {
	for await (const line of lines(incoming)) await say(lineOf(await answerTo(line, offers)));
};
