import type { Found } from "../../model/audit/found.js";
import type { Doubt } from "../../model/audit/rule.js";
import type { Verdict } from "../../model/audit/verdict.js";
import type { State } from "../../model/state.js";
import { deviceName, personaName, processText, quoted } from "../names.js";
import { time } from "../units.js";

export const WORDS: Readonly<Record<Verdict, string>> = {
	pass: "PASS",
	fail: "FAIL",
	inconclusive: "INCONCLUSIVE",
	"not-applicable": "NOT APPLICABLE",
};

/** `read_input 1234/7 of blue (4026532281), event1`, or as much as is known. */
export const who = (state: State, { subject, persona, device: key }: Found): string => {
	const { process, client, device } = subject;
	const name = persona
		? personaName(state, persona)
		: subject.persona === undefined
			? ""
			: `persona ${subject.persona}`;
	const process_ = process ? processText(process) : client === undefined ? "" : `client ${client}`;
	const known = key && state.devices.get(key);
	const node = known ? deviceName(known) : device?.name ? quoted(device.name) : "";
	return [[process_, name].filter((part) => part !== "").join(" of "), node].filter((part) => part !== "").join(", ");
};

const list = <Key>(keys: readonly Key[], name: (key: Key) => string, all: string): string =>
	keys.length === 0 ? all : keys.map(name).join(", ");

/** `for blue (4026532281) on event1, from 00:00:01.000 to 00:00:02.000` */
export const extent = (state: State, { personas, devices, since, until }: Doubt): string => {
	const whom = list(personas, (key) => personaName(state, key), "all personas");
	const what = list(
		devices,
		(key) => {
			const device = state.devices.get(key);
			return device ? deviceName(device) : key;
		},
		"all devices",
	);
	return `for ${whom} on ${what}, from ${time(since)} to ${time(until)}`;
};
