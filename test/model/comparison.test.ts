import test from "ava";
import fc from "fast-check";
import type { Event } from "../../decoders/event.js";
import { compare } from "../../model/comparison.js";
import { judge, judgeDifference, limitOf, toleranceOf } from "../../model/limits.js";
import { type Measures, Measuring } from "../../model/measures.js";
import { Samples } from "../../model/samples.js";
import { type Play, played } from "../cli/played.js";
import { at, BLUE, observe, RED, ROOT, stateOf, wholeSwitch } from "./at.js";

const measured = (...plays: readonly Play[]): Measures => {
	const measuring = new Measuring();
	for (const play of plays) {
		measuring.apply(played(play));
		measuring.endRecording();
	}
	return measuring.measures;
};

const findings = (a: Measures, b: Measures) => new Map(compare(a, b).measures.map((one) => [one.name, one.finding]));

test("a driver that became slower is named first, what is as before is not", (t) => {
	const [a, b] = [measured({ seed: 1, switches: 300 }), measured({ seed: 2, switches: 300, slow: 1.3 })];
	const { measures } = compare(a, b);
	const differing = measures.filter(({ finding }) => finding === "differs").map(({ name }) => name);
	t.deepEqual([...differing].sort(), ["switch.fb", "switch.fb.on", "switch.total"]);
	t.deepEqual(
		measures
			.slice(0, 3)
			.map(({ name }) => name)
			.sort(),
		[...differing].sort(),
	);
	const fb = measures.find(({ name }) => name === "switch.fb");
	t.true((fb?.relative?.low ?? 0) < 0.3 && (fb?.relative?.high ?? 0) > 0.28, JSON.stringify(fb?.relative));
	t.true((fb?.delta ?? 0) > 0.3);
	t.is(findings(a, b).get("switch.input"), "same");
	t.is(findings(a, b).get("first.input"), undefined, "where nobody had a first input, there is nothing to compare");
});

test("no difference seen is not the same as too few samples to see one", (t) => {
	t.is(
		findings(measured({ seed: 3, switches: 400 }), measured({ seed: 4, switches: 400 })).get("switch.total"),
		"same",
	);
	t.is(
		findings(measured({ seed: 3, switches: 12 }), measured({ seed: 4, switches: 12 })).get("switch.total"),
		"too-few",
	);
	t.is(
		findings(measured({ seed: 3, switches: 3 }), measured({ seed: 4, switches: 3, slow: 99 })).get("switch.total"),
		"too-few",
	);
	t.is(findings(measured({ seed: 3, switches: 0 }), measured({ seed: 4, switches: 9 })).get("switch.total"), "absent");
});

test("of hundreds of pairs of the same, at most one in twenty has any measure that differs", (t) => {
	let alarms = 0;
	const pairs = Number(process.env.DEVNS_PAIRS ?? 300);
	for (let seed = 0; seed < pairs; seed++) {
		const [a, b] = [measured({ seed: 2 * seed, switches: 20 }), measured({ seed: 2 * seed + 1, switches: 20 })];
		if ([...findings(a, b).values()].includes("differs")) alarms++;
	}
	t.log(`${alarms} alarms of ${pairs}`);
	t.true(alarms / pairs <= 0.05 + 4 * Math.sqrt((0.05 * 0.95) / pairs), `${alarms}`);
});

test("rates are compared by recordings, of which there have to be some", (t) => {
	const many = (seed: number) => measured(...Array.from({ length: 8 }, (_, at) => ({ seed: seed + at, switches: 10 })));
	t.is(
		findings(measured({ seed: 1, switches: 50 }), measured({ seed: 2, switches: 50 })).get("rate.switches"),
		"too-few",
	);
	t.is(findings(many(1), many(100)).get("rate.switches"), "same");
});

test("what was recorded under other circumstances is said", (t) => {
	const [a, b] = [measured({ seed: 1, switches: 9 }), measured({ seed: 2, switches: 9, kernel: "6.12.1" })];
	t.deepEqual(compare(a, b).circumstances, [{ what: "kernel", a: ["6.1.0-13-amd64"], b: ["6.12.1"] }]);
	t.deepEqual(compare(a, a).circumstances, []);
});

test("a regression is what passes all of a limit, and is no chance", (t) => {
	const [a, b] = [measured({ seed: 5, switches: 300 }), measured({ seed: 6, switches: 300, slow: 1.3 })];
	const ruling = (limit: string, from = a, to = b) => {
		const tolerance = toleranceOf(limit);
		return tolerance ? judgeDifference(tolerance, from, to).ruling : "no limit";
	};
	t.is(ruling("switch.fb.median > +10%"), "broken");
	t.is(ruling("switch.fb.median > +10% and +20us"), "broken");
	t.is(ruling("switch.fb.median > +10% and +5ms"), "kept", "noise of a few µs is no regression");
	t.is(ruling("switch.fb.median > +90%"), "kept");
	t.is(ruling("switch.input.p95 > +10%"), "kept");
	t.is(ruling("switch.fb.median > +10%", b, a), "kept", "faster is no regression");
	t.is(ruling("switch.fb.median < -10%", b, a), "broken");
	t.is(ruling("switch.sound.p95 > +10%"), "absent");
	const few = measured({ seed: 7, switches: 6, slow: 1.3 });
	t.is(ruling("switch.fb.median > +1%", measured({ seed: 8, switches: 6 }), few), "unsure");
	t.is(ruling("switch.total.count < -10", a, few), "broken");
});

test("limits on one side", (t) => {
	const one = measured({ seed: 5, switches: 100 });
	const ruling = (text: string) => {
		const limit = limitOf(text);
		return limit ? judge(limit, one).ruling : "no limit";
	};
	t.is(ruling("switch.fb.p95 < 20ms"), "kept");
	t.is(ruling("switch.fb.p95 < 1us"), "broken");
	t.is(ruling("switch.total.count > 99"), "kept");
	t.is(ruling("first.input.p95 < 1s"), "absent");
	t.is(ruling("rate.switches.median > 1/s"), "kept");
	for (const wrong of [
		"switch.fb < 1ms",
		"switch.fb.p95",
		"switch.fb.p95 = 3",
		"switch.fb.p95 < fast",
		"p95 < 1ms",
		"a.p50 < 1",
		"switch.total.p95 < 20",
		"switch.total.p95 < 20/s",
		"switch.total.count < 5ms",
		"rate.switches.median < 1ms",
		"rate.switches.median < 1",
		"rate.switches.count < 1/s",
	])
		t.is(limitOf(wrong), undefined, wrong);
	for (const wrong of [
		"a.p95 > 10%",
		"a.p95 > -10%",
		"a.p95 > +10% or +1ms",
		"a.p95 > +10% and -1ms",
		"a.p95 > +ten%",
		"a.p95 > +9",
		"a.count > +1ms",
		"rate.a.p95 > +1ms",
	])
		t.is(toleranceOf(wrong), undefined, wrong);
	t.notThrows(() => fc.assert(fc.property(fc.string(), (text) => limitOf(text) === undefined || /[<>]/.test(text))));
});

test("what was measured in parts and put together is what was measured at once", (t) => {
	const plays = [1, 2, 3].map((seed) => ({ seed, switches: 700, slow: seed }));
	const whole = measured(...plays);
	const together = new Measuring();
	for (const play of plays) {
		const part = new Measuring();
		part.apply(played(play));
		part.endRecording();
		together.addRecord(JSON.parse(JSON.stringify(part.record())));
	}
	const brief = ({ samples, ...rest }: Measures) => ({
		...rest,
		samples: [...samples].map(([name, some]) => [name, some.summary]),
	});
	t.deepEqual(brief(together.measures), brief(whole));
});

test("every switch is measured once, torn ones and those that failed not at all", (t) => {
	const events = [
		...wholeSwitch(1000, 1, ROOT, BLUE),
		...wholeSwitch(2000, 2, BLUE, RED),
		at(3000).loss({ count: 1, since: 2500 }),
		at(4000).switchRequested({ switch: 3, to: BLUE }),
		at(4010).switchEnded({ switch: 3, errno: 22 }),
		...wholeSwitch(5000, 4, RED, BLUE),
	];
	const measuring = new Measuring();
	const preamble = [at(0).session(), at(0).probe(), at(0).active(), at(0).ready()];
	measuring.apply([...preamble, ...events]);
	measuring.apply([...preamble, ...events]);
	measuring.endRecording();
	const { measures } = measuring;
	t.is(measures.sessions, 2);
	const sound = stateOf([...preamble, ...events]).switches.filter(
		({ outcome, torn }) => outcome === "done" && !torn,
	).length;
	t.is(measures.samples.get("switch.total")?.count, 2 * sound);
	t.is(measures.outcomes.get("failed"), 2);
	t.is(measures.shortcomings.get("loss"), 2);
	t.truthy(observe());
});

test("each session of a recording has its own switches, and its own time", (t) => {
	const SECOND = 1e9;
	const session = (switches: number, seconds: number): readonly Event[] => [
		at(0).session(),
		at(0).probe(),
		at(0).active(),
		at(0).ready(),
		...[
			...wholeSwitch(1000, 1, ROOT, BLUE),
			...wholeSwitch(2000, 2, BLUE, RED),
			...wholeSwitch(3000, 3, RED, BLUE),
		].slice(0, switches * 8),
		at(seconds * SECOND).mark(),
	];
	const rates = (...batches: readonly (readonly Event[])[]) => {
		const measuring = new Measuring();
		for (const batch of batches) measuring.apply(batch);
		measuring.endRecording();
		return measuring.measures.samples.get("rate.switches")?.record().values;
	};
	t.deepEqual(rates(session(0, 3), session(3, 1)), [0, 3]);
	t.deepEqual(rates(session(3, 1), session(0, 3)), [0, 3]);
	t.deepEqual(rates([...session(3, 1), ...session(0, 3)]), [0, 3]);
	t.deepEqual(rates(session(2, 2), [...session(0, 3), ...session(3, 1)]), [0, 1, 3]);
});

test("what a session goes on with from a snapshot is its own beginning only", (t) => {
	const SECOND = 1e9;
	const begun = [at(5 * SECOND).session(), at(5 * SECOND).before(), at(6 * SECOND).mark()];
	const measuring = new Measuring();
	measuring.apply([
		at(0).session(),
		at(2 * SECOND).before(),
		at(3 * SECOND).mark(),
		at(0).session(),
		at(SECOND).mark(),
	]);
	t.is(measuring.measures.observedNs, SECOND, "of the first session");
	measuring.apply(begun);
	measuring.endRecording();
	t.is(measuring.measures.observedNs, 3 * SECOND);
});

test("measures with too few samples cost the others nothing", (t) => {
	const side = (shift: number): Measures => {
		const measures = measured({ seed: 1, switches: 0 });
		const samples = new Map<string, Samples>();
		const put = (name: string, values: readonly number[]) => {
			const some = new Samples();
			for (const value of values) some.add(value + shift);
			samples.set(name, some);
		};
		put("switch.total", [10, 20, 30, 40, 50, 60]);
		for (let few = 0; few < 20; few++) put(`switch.few${few}`, [1, 2, 3, 4]);
		return { ...measures, samples };
	};
	const { measures } = compare(side(0), side(35));
	const [total, ...others] = measures;
	t.like(total, { name: "switch.total", finding: "differs", corrected: total?.p });
	t.is(others.length, 20);
	for (const { name, finding, corrected, p } of others) {
		t.is(finding, "too-few", name);
		t.is(corrected, undefined, name);
		t.true(p !== undefined, name);
	}
});
