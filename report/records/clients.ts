import type { Process } from "../../decoders/event.js";
import type { Client, PairTally, Tally } from "../../model/state.js";

export const processRecord = ({ pid, innerPid, comm }: Process) => ({ pid, inner_pid: innerPid, comm });

type Counts = Omit<Tally, "clients">;

/** Cumulative, since each client opened. */
export const countsRecord = ({ delivered, withheld, dropped, writes, bytes, pans, faults, shown, kept }: Counts) => ({
	delivered,
	withheld,
	dropped,
	writes,
	written_bytes: bytes,
	pans,
	faults,
	shown,
	kept,
});

export const clientRecord = (client: Client) => ({
	type: "client",
	client: client.id,
	device: client.device,
	persona: client.persona,
	process: processRecord(client.process),
	flags: client.flags,
	opened_at_ns: client.opened,
	existing: client.existing,
	closed_at_ns: client.closed,
	grab: client.grab,
	grab_since_ns: client.grabSince,
	revoked: client.revoked,
	entered: client.entered ?? null,
	filtered: client.filtered,
	injected: client.injected,
	polls: client.polls,
	...countsRecord(client),
	final: client.final,
});

export const tallyRecord = ({ persona, device, clients, ...counts }: PairTally) => ({
	type: "tally",
	persona,
	device,
	clients,
	...countsRecord(counts),
});
