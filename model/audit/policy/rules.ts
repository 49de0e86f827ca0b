/** A policy as rules of the audit: one for each statement that forbids something, and one for the default if it does. */
import type { Capability, DeviceClass, Event, Nanos } from "../../../decoders/event.js";
import type { PersonaKey, State } from "../../state.js";
import type { Answer } from "../course.js";
import { type Check, doubt, NOTHING, type Rule, type Scene, violation, type Word } from "../rule.js";
import { decide } from "./decide.js";
import { type Deed, Deeds } from "./deeds.js";
import { ACTIONS, type Action, DEFAULT_ID, type DeviceSelector, type Policy, type Statement } from "./policy.js";

/** A container's name becomes known a little after its first process: so long (ns) is waited for it. */
const NAMED_WITHIN = 2e9;

const DONE: Readonly<Record<Action, string>> = {
	open: "it opened the device",
	read: "it received input",
	grab: "it grabbed the device",
	draw: "it drew",
	set: "it set the device",
};

interface Waiting {
	readonly deed: Deed;
	readonly t: Nanos;
	/** Whether it was active then: only its names are waited for. */
	readonly active: Answer;
}

class PolicyCheck implements Check {
	readonly #id: string;
	readonly #policy: Policy;
	readonly #deeds = new Deeds();
	#waiting: Waiting[] = [];
	/** What may have been done since, unseen. */
	readonly #unseen: Omit<Waiting, "active">[] = [];

	constructor(id: string, policy: Policy) {
		this.#id = id;
		this.#policy = policy;
	}

	take(event: Event, scene: Scene): readonly Word[] {
		const { t } = event;
		const due = this.#due(t - NAMED_WITHIN);
		const words = due.flatMap((one) => this.#judge(one));
		const all = this.#deeds.of(event, scene.state);
		this.#unseen.push(...all.filter(({ unseen }) => unseen !== undefined).map((deed) => ({ deed, t })));
		const deeds = all
			.filter(({ unseen }) => unseen === undefined)
			.map((deed) => ({ deed, t, active: scene.course.allows(deed.persona.inum) }));
		const isNew = ({ deed }: Waiting): boolean => t - deed.persona.appeared < NAMED_WITHIN && !deed.persona.existing;
		this.#waiting.push(...deeds.filter(isNew));
		return [...words, ...deeds.filter((one) => !isNew(one)).flatMap((one) => this.#judge(one))];
	}

	end({ state }: Scene): readonly Word[] {
		const due = this.#due(Number.POSITIVE_INFINITY).flatMap((one) => this.#judge(one));
		return [...due, ...this.#unseen.flatMap((one) => this.#doubtOf(one, state))];
	}

	#due(until: number): readonly Waiting[] {
		if (this.#waiting.length === 0) return [];
		const due = this.#waiting.filter(({ t }) => t <= until);
		this.#waiting = this.#waiting.filter(({ t }) => t > until);
		return due;
	}

	/** Whether it was active whenever it did so is not known either. */
	#doubtOf(
		{ deed: { action, persona, device, subject, unseen }, t }: Omit<Waiting, "active">,
		state: State,
	): readonly Word[] {
		const forbids = (["yes", "no"] as const).some((active) => {
			const { id, effect } = decide(this.#policy, action, persona, device, active);
			return id === this.#id && effect === "deny";
		});
		if (!forbids) return NOTHING;
		const client = subject.client === undefined ? undefined : state.clients.get(subject.client);
		const span = { since: t, until: client?.closed ?? state.now };
		return [doubt(`what is read by ${unseen} is not seen`, span, { personas: [persona.key], devices: [device.key] })];
	}

	#judge({ deed, t, active }: Waiting): readonly Word[] {
		const { action, persona, device, subject, times } = deed;
		const { id, effect } = decide(this.#policy, action, persona, device, active);
		if (id !== this.#id || effect === "allow") return NOTHING;
		const about: { personas: PersonaKey[]; devices: (typeof device.key)[] } = {
			personas: [persona.key],
			devices: [device.key],
		};
		if (persona.unseen)
			return [doubt("somebody that nobody could identify used a device", { since: t, until: t }, about)];
		if (effect === "unknown") return [doubt("it was not known who was active", { since: t, until: t }, about)];
		return [violation(subject, DONE[action], { times })];
	}
}

/** What must be seen for each action, on the devices that a statement is about. */
const NEEDS: Readonly<Record<Action, readonly Capability[]>> = {
	open: ["input.open"],
	read: ["input.open", "input.delivery"],
	grab: ["input.open", "input.grab"],
	draw: ["framebuffer.open", "framebuffer.update"],
	set: ["led.request"],
};

const OPENING: Partial<Record<DeviceClass, readonly Capability[]>> = {
	input: ["input.open"],
	framebuffer: ["framebuffer.open"],
	display: ["display.open"],
	// What makes them is a character device.
	loop: ["device.open", "block.open"],
	mapper: ["device.open", "block.open"],
};

/** Opens of devices of one class, or of all. */
const openingOf = ({ class: kind }: DeviceSelector): readonly Capability[] =>
	kind === undefined
		? ["input.open", "device.open", "block.open", "display.open", "framebuffer.open"]
		: (OPENING[kind] ?? ["device.open"]);

const needsOf = ({ actions, device }: Pick<Statement, "actions" | "device">): readonly Capability[] => [
	...new Set(actions.flatMap((action) => (action === "open" ? openingOf(device) : NEEDS[action]))),
];

const nothingToJudge = ({ devices }: State): string | undefined =>
	devices.size === 0 ? "no device was seen" : undefined;

const ruleOf = (
	policy: Policy,
	{ id, why, ...statement }: Pick<Statement, "id" | "why" | "actions" | "device">,
	title: string,
): Rule => ({
	id: `policy:${id}`,
	title,
	severity: "violation",
	of: "policy",
	why: why || "The policy says so.",
	evidence:
		"Everything that is opened, received, grabbed, drawn and set is told with whose it is. A persona must be identified to be judged by its name.",
	needs: needsOf({ actions: statement.actions, device: statement.device }),
	covers: "what goes through the devices that are watched",
	notApplicable: nothingToJudge,
	absentBy: needsOf({ actions: ["open"], device: statement.device }),
	begin: () => new PolicyCheck(id, policy),
});

export const policyRules = (policy: Policy): readonly Rule[] => [
	...policy.statements
		.filter(({ effect }) => effect === "deny")
		.map((statement) => ruleOf(policy, statement, `nobody may do what "${statement.id}" forbids`)),
	...(policy.default === "deny"
		? [
				ruleOf(
					policy,
					{
						id: DEFAULT_ID,
						why: "What is not allowed is forbidden.",
						actions: ACTIONS,
						device: {},
					},
					"nobody may do what no statement allows",
				),
			]
		: []),
];
