import type { FindingSeen } from "../../model/state.js";
import { processRecord } from "./clients.js";

export const findingRecord = ({ process, ...finding }: FindingSeen) => ({
	type: "finding",
	rule: finding.rule,
	severity: finding.severity,
	persona: finding.persona,
	client: finding.client,
	process: process && processRecord(process),
	device: finding.device,
	since_ns: finding.since,
	latest_ns: finding.latest,
	count: finding.count,
	what: finding.what,
});
