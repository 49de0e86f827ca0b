import type { Delivery, Showing, Update, Usage } from "../decoders/event.js";
import type { ClientDraft } from "./draft.js";

type Count = number | undefined;

/** Of what is known and what is told, the larger: it was counted once. After the last counts nothing changes. */
const kept = (known: Count, told: number, final: boolean): number =>
	known === undefined || (told > known && !final) ? told : known;

/** Takes cumulative counts over; false if one of them went backwards, or changed after it was final. */
export const takeDelivery = (client: ClientDraft, { delivered, withheld, dropped }: Delivery): boolean => {
	client.delivered = kept(client.delivered, delivered, client.final);
	client.withheld = kept(client.withheld, withheld, client.final);
	client.dropped = kept(client.dropped, dropped, client.final);
	return client.delivered === delivered && client.withheld === withheld && client.dropped === dropped;
};

/** Likewise. */
export const takeUpdate = (client: ClientDraft, { writes, bytes, pans, faults }: Update): boolean => {
	client.writes = kept(client.writes, writes, client.final);
	client.bytes = kept(client.bytes, bytes, client.final);
	client.pans = kept(client.pans, pans, client.final);
	client.faults = kept(client.faults, faults, client.final);
	return client.writes === writes && client.bytes === bytes && client.pans === pans && client.faults === faults;
};

/** Likewise. They are told right after an update's, so its being final is none of theirs. */
export const takeShowing = (client: ClientDraft, { shown, kept: buffered }: Showing): boolean => {
	client.shown = kept(client.shown, shown, false);
	client.kept = kept(client.kept, buffered, false);
	return client.shown === shown && client.kept === buffered;
};

/** Likewise. */
export const takeUsage = (client: ClientDraft, { filtered, injected, polls }: Usage): boolean => {
	client.filtered = kept(client.filtered, filtered, false);
	client.injected = kept(client.injected, injected, false);
	client.polls = kept(client.polls, polls, false);
	return client.filtered === filtered && client.injected === injected && client.polls === polls;
};
