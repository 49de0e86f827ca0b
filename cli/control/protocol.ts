/** What is asked of a running collector, and what it answers: a line of JSON each. docs/control.md describes it. */

export type Request =
	| { readonly do: "mark"; readonly text: string }
	| { readonly do: "switch"; readonly pid: number }
	| { readonly do: "start"; readonly file: string }
	| { readonly do: "stop" }
	| { readonly do: "trigger"; readonly reason?: string | undefined };

export type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly cure: string };

/** In bytes; a line that is longer ends the conversation. */
export const LONGEST_LINE = 16_384;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === "object" && value !== null;

const parsed = (line: string): Readonly<Record<string, unknown>> => {
	try {
		const value: unknown = JSON.parse(line);
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
};

/** Nothing where the line is no request. */
export const requestOf = (line: string): Request | undefined => {
	const { do: what, text, pid, file, reason } = parsed(line);
	switch (what) {
		case "mark":
			return typeof text === "string" ? { do: what, text } : undefined;
		case "switch":
			return typeof pid === "number" && Number.isSafeInteger(pid) && pid > 0 ? { do: what, pid } : undefined;
		case "start":
			return typeof file === "string" ? { do: what, file } : undefined;
		case "stop":
			return { do: what };
		case "trigger":
			return { do: what, reason: typeof reason === "string" ? reason : undefined };
		default:
			return undefined;
	}
};

/** Whatever is not `ok` is a refusal, for whatever reason there is. */
export const answerOf = (line: string): Answer => {
	const { ok, reason, cure } = parsed(line);
	return ok === true ? { ok } : { ok: false, reason: String(reason ?? line), cure: String(cure ?? "") };
};

export const lineOf = (said: Request | Answer): string => `${JSON.stringify(said)}\n`;
