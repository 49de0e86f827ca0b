import type { Event } from "../decoders/event.js";
import { createAudit } from "../model/audit/audit.js";
import { RULES } from "../model/audit/rules.js";

/** Passes events on with what the audit finds in them, so that whoever reads the stream knows it as it happens. */
export async function* audited(batches: AsyncIterable<readonly Event[]>): AsyncGenerator<readonly Event[]> {
	const audit = createAudit(RULES);
	for await (const events of batches) yield audit.take(events);
	const { findings } = audit.end();
	if (findings.length > 0) yield findings;
}
