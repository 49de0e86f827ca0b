/** The policy that is written of what is seen. */
import test from "ava";
import type { Event } from "../../../decoders/event.js";
import { createAudit } from "../../../model/audit/audit.js";
import { parsePolicy } from "../../../model/audit/policy/parse.js";
import { Practice } from "../../../model/audit/policy/practice.js";
import { policyRules } from "../../../model/audit/policy/rules.js";
import { createModel } from "../../../model/model.js";
import { policyOf } from "../../../report/audit/policy.js";
import { at, BLUE, RED, ROOT, SCREEN } from "../../model/at.js";
import { STOCK } from "../../model/audit/story.js";

/** All that there is to do, by several, and undone again. */
const DONE: readonly Event[] = [
	...STOCK,
	at(5).opened({ client: 1, persona: BLUE }),
	at(6).delivery({ client: 1, delivered: 4 }),
	at(6).grab({ client: 1 }),
	at(7).grab({ client: 1, action: "release" }),
	at(8).closed({ client: 1 }),
	at(9).opened({ client: 2, persona: RED, class: "framebuffer", device: SCREEN }),
	at(9).update({ client: 2, writes: 3 }),
	...[BLUE, RED, ROOT].map((persona) => at(10).request({ persona })),
];

const written = (events: readonly Event[]): string => {
	const model = createModel({ closedClients: 0 });
	const practice = new Practice();
	for (const event of events) {
		model.apply([event]);
		practice.take(event, model.state);
	}
	return policyOf(practice.habits);
};

const verdictBy = (text: string, events: readonly Event[]) => {
	const parsed = parsePolicy(text);
	if (parsed.is === "wrong") throw new Error(parsed.errors.join("\n"));
	const audit = createAudit(policyRules(parsed.policy));
	audit.take(events);
	return audit.end().outcome.verdict;
};

test("it is kept by what it is made of, and by nothing else", (t) => {
	const policy = written(DONE);
	t.is(verdictBy(policy, DONE), "pass");
	for (const other of [
		at(11).opened({ client: 3, persona: RED }),
		at(11).grab({ client: 2 }),
		at(11).request({ persona: RED, name: "another" }),
	])
		t.is(verdictBy(policy, [...DONE, other]), "fail", other.kind);
});

test("each deed that was seen is in it, and without it that is forbidden", (t) => {
	const deeds = DONE.filter(({ kind }) => ["delivery", "update", "request"].includes(kind));
	for (const deed of deeds) {
		const policy = written(DONE.filter((event) => event !== deed));
		t.is(verdictBy(policy, DONE), "fail", deed.kind);
	}
	t.is(deeds.length, 5);
});
