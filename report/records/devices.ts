import { major, minor } from "../../decoders/event.js";
import { openBy, owner } from "../../model/ownership.js";
import type { Device, Ownership, RequestSeen, State } from "../../model/state.js";
import { tally } from "../../model/tallies.js";
import { countsRecord, processRecord } from "./clients.js";

const ownerRecord = (ownership: Ownership) => ({
	is: ownership.is,
	personas: ownership.is === "owned" ? [ownership.persona] : ownership.is === "shared" ? ownership.personas : [],
	by: ownership.is === "owned" ? ownership.by : undefined,
	since_ns: ownership.is === "unknown" ? undefined : ownership.since,
	reason: ownership.is === "unknown" ? ownership.reason : undefined,
});

const requestRecord = (seen: RequestSeen | undefined) =>
	seen && { at_ns: seen.t, persona: seen.persona, process: processRecord(seen.process), value: seen.value };

export const deviceRecord = (state: State, device: Device) => {
	const { key, number, name, node, appeared, existing, unseen, gone, requests, ignored } = device;
	const total = tally(state, { device: key });
	return {
		type: "device",
		device: key,
		class: device.class,
		major: number === undefined ? undefined : major(number),
		minor: number === undefined ? undefined : minor(number),
		name: name || undefined,
		node: node || undefined,
		appeared_at_ns: appeared,
		existing,
		unseen,
		gone_at_ns: gone,
		mode: device.mode,
		private_to: device.owner,
		owner: ownerRecord(owner(state, key)),
		open_clients: openBy(state, key).map(({ id }) => id),
		requests,
		ignored,
		last_request: requestRecord(device.lastRequest),
		last_applied: requestRecord(device.lastApplied),
		clients: total.clients,
		...countsRecord(total),
	};
};
