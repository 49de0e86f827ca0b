/**
 * What a rule of the audit is. A rule looks at one event after the other, each after the model has taken it in, and says
 * what it makes of it: a violation, or a doubt. It never says "pass": that is what is left where neither was said.
 */
import type {
	Capability,
	ClientId,
	DeviceClass,
	DeviceNumber,
	Event,
	FindingSeverity,
	Inum,
	Name,
	Nanos,
	Process,
} from "../../decoders/event.js";
import type { DeviceKey, PersonaKey, State } from "../state.js";
import type { Course } from "./course.js";

/** What a rule sees at an event. */
export interface Scene {
	readonly state: State;
	readonly course: Course;
}

/** Who did it, with what. What is left out, it is not about, or nobody knows. */
export interface Subject {
	readonly persona?: Inum | undefined;
	readonly client?: ClientId | undefined;
	readonly process?: Process | undefined;
	readonly device?: { readonly class: DeviceClass; readonly number: DeviceNumber; readonly name: Name } | undefined;
}

export interface Violation {
	readonly is: "violation";
	readonly subject: Subject;
	/** What happened, in a few words. Repeats of the same by the same subject are folded. */
	readonly what: string;
	/** How often, or how many. */
	readonly times: number;
	/**
	 * What shows it: an event that says so by itself, whatever else was lost; or one together with what is known of
	 * that time, which a loss of that time takes back.
	 */
	readonly shownBy: "itself" | "context";
}

/** Something that a violation could have hidden behind. */
export interface Doubt {
	readonly is: "doubt";
	readonly reason: string;
	/** Whom and what it is about; empty: all. */
	readonly personas: readonly PersonaKey[];
	readonly devices: readonly DeviceKey[];
	readonly since: Nanos;
	readonly until: Nanos;
}

export type Word = Violation | Doubt;

export interface Check {
	take(event: Event, scene: Scene): readonly Word[];
	/** Nothing comes any more. */
	end(scene: Scene): readonly Word[];
	/** It has seen what its rule is about, whatever the state says. */
	applies?(): boolean;
}

export interface Rule {
	readonly id: string;
	readonly title: string;
	readonly severity: FindingSeverity;
	/** Rules of device namespaces are not run on a kernel without them, unless asked for. */
	readonly of: "namespaces" | "policy";
	/** Why it matters. */
	readonly why: string;
	/** What must have been seen for its verdict to be conclusive, in words. */
	readonly evidence: string;
	/** The same as capabilities: each must have been watched all the time. */
	readonly needs: readonly Capability[];
	/** Those that it needs as well for what was seen. */
	alsoNeeds?(state: State): readonly Capability[];
	/** What it covers and what it does not. */
	readonly covers: string;
	/** Why it has nothing to say about what was observed; nothing if it has. */
	notApplicable(state: State): string | undefined;
	/** By what that is known: where one of these was not watched, what was not seen may have been there. */
	readonly absentBy: readonly Capability[];
	/** A check for one session, from its beginning on. */
	begin(): Check;
}

export const NOTHING: readonly Word[] = [];

export const violation = (
	subject: Subject,
	what: string,
	{ times = 1, shownBy = "context" }: Partial<Pick<Violation, "times" | "shownBy">> = {},
): Violation => ({ is: "violation", subject, what, times, shownBy });

export const doubt = (
	reason: string,
	{ since, until }: Pick<Doubt, "since" | "until">,
	about: Partial<Pick<Doubt, "personas" | "devices">> = {},
): Doubt => ({ is: "doubt", reason, personas: [], devices: [], since, until, ...about });

export const noInputDevice = ({ devices }: State): string | undefined =>
	[...devices.values()].some((device) => device.class === "input")
		? undefined
		: "no input device of device namespaces was seen";
