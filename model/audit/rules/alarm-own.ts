import type { Event } from "../../../decoders/event.js";
import { Crossings } from "../crossings.js";
import type { Rule } from "../rule.js";

const isOfAlarms = ({ kind }: Event): boolean => kind === "alarm";

export const alarmOwn: Rule = {
	id: "alarm-own",
	title: "No persona is told of another one's alarms",
	severity: "violation",
	of: "namespaces",
	why: "An alarm that wakes another persona tells it what is planned elsewhere, and makes it do at that time what it should not.",
	evidence: `Each timer is seen as it is started, with whose it is, and as it goes off; and each answer to who waits for alarms. Whoever is told of one must have had
one of that type that went off since it was last told. Of a timer that was started before the probes it is not known whose it is.`,
	needs: ["alarm", "alarm.told"],
	covers: "the alarm device of device namespaces; not: that the time has changed, which all are told, and other timers",
	notApplicable: () => "nobody was seen to use the alarm device of device namespaces",
	absentBy: ["alarm"],
	begin: () => new Crossings("alarm", isOfAlarms),
};
