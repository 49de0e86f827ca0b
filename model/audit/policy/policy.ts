/** What a policy says: which persona may do what with which devices. docs/audit.md describes the file. */
import type { DeviceClass, NameSource } from "../../../decoders/event.js";

export const ACTIONS = ["open", "read", "grab", "draw", "set"] as const;
export type Action = (typeof ACTIONS)[number];

/** Names are patterns in which `*` is any text. All that are given must fit; none given fits everybody. */
export type PersonaSelector = { readonly [Source in NameSource]?: string } & {
	/** What its container's runtime is called, which is how the container's name begins. */
	readonly runtime?: string;
	/** The root PID namespace, which is the host. */
	readonly host?: boolean;
};

export interface DeviceSelector {
	readonly class?: DeviceClass;
	readonly name?: string;
	readonly node?: string;
}

export const WHENS = ["always", "active", "background"] as const;
export type When = (typeof WHENS)[number];

export interface Statement {
	readonly id: string;
	readonly effect: "allow" | "deny";
	readonly why: string;
	readonly actions: readonly Action[];
	readonly persona: PersonaSelector;
	readonly device: DeviceSelector;
	readonly when: When;
}

/** The first statement that fits decides; where none fits, the default. */
export interface Policy {
	readonly default: "allow" | "deny";
	readonly statements: readonly Statement[];
}

/** Of the policy's default, among the findings. */
export const DEFAULT_ID = "default";
