import type { Grab } from "../decoders/event.js";
import type { ClientDraft } from "./draft.js";
import type { GrabState, Severity } from "./state.js";

const stateAfter = ({ action, real }: Grab): GrabState => {
	switch (action) {
		case "take":
		case "restore":
			return real ? "real" : "virtual";
		case "suspend":
			return "virtual";
		case "release":
		case "revoke":
			return "none";
	}
};

/** A refused action changes nothing but is a problem worth a line; a closed client's grab has ended with it. */
export const grab = (client: ClientDraft, event: Grab): Severity | undefined => {
	if (event.errno !== 0) return "problem";
	const next = client.closed === undefined ? stateAfter(event) : "none";
	if (next !== client.grab) {
		client.grab = next;
		client.grabSince = next === "none" ? undefined : event.t;
	}
	if (event.action === "revoke") client.revoked = true;
	if (event.existing) return undefined;
	return event.action === "revoke" ? "notice" : "info";
};
