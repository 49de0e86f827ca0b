import {
	type ClientId,
	type Finding,
	type Nanos,
	NO_CLIENT,
	NO_DEVICE,
	NO_NAME,
	NO_PERSONA,
	NO_PROCESS,
} from "../../decoders/event.js";
import type { About } from "../about.js";
import { sameness } from "../findings.js";
import type { DeviceKey, PersonaKey } from "../state.js";
import type { Shown } from "./moments.js";
import type { Subject } from "./rule.js";

/** A violation with all its repeats. */
export interface Found {
	readonly rule: string;
	readonly severity: Finding["severity"];
	readonly subject: Subject;
	readonly persona: PersonaKey | undefined;
	readonly device: DeviceKey | undefined;
	readonly client: ClientId | undefined;
	readonly since: Nanos;
	readonly latest: Nanos;
	readonly count: number;
	readonly what: string;
	/** Nothing where a recording tells of it, and what showed it is not in the recording. */
	readonly shown: Shown | undefined;
}

/** Of one finding: the same rule broken in the same way by the same client or process on the same device. */
export const keyOf = (rule: string, what: string, { client, process }: Subject, { persona, device }: About): string =>
	[rule, persona, client === undefined ? `pid ${process?.pid}` : `client ${client}`, device, sameness(what)].join(" ");

/** As an event of the stream, at `t`. */
export const findingOf = (found: Found, t: Nanos): Finding => {
	const { rule, severity, subject, since, count, what } = found;
	const { persona, client, process, device } = subject;
	return {
		kind: "finding",
		t,
		rule,
		severity,
		persona: persona ?? NO_PERSONA,
		client: client ?? NO_CLIENT,
		process: process ?? NO_PROCESS,
		class: device?.class ?? "other",
		device: device?.number ?? NO_DEVICE,
		name: device?.name ?? NO_NAME,
		since,
		count,
		what,
	};
};
