/** What one bpftrace says, on its way into the stream. */
import test from "ava";
import type { ClientId, Event, Inum, Name, Nanos } from "../../decoders/event.js";
import { Hearing } from "../../probes/hearing.js";
import { Inventory } from "../../probes/inventory.js";

const MS = 1_000_000;
const at = (ms: number): Nanos => (ms * MS) as Nanos;

const gone = (ms: number, persona: number): Event => ({ kind: "persona-gone", t: at(ms), persona: persona as Inum });
const named = (ms: number, persona: number): Event =>
	({ kind: "persona-named", t: at(ms), persona, source: "tag", name: "x" }) as Event;
const appeared = (ms: number, persona: number, existing = false): Event =>
	({ kind: "persona-appeared", t: at(ms), persona, parent: 1, level: 1, initPid: 9, comm: "sh", existing }) as Event;
const ended: Event = { kind: "probe", t: at(0), probe: "p", state: "attached", gives: [], reason: "" };

const heard = (cpus: readonly number[] = [0, 1], inventory = new Inventory()) => {
	const hearing = new Hearing(cpus, inventory, at(0), [ended]);
	hearing.began(at(1), 0);
	return hearing;
};

/** Every CPU says what time it is. */
const pass = (hearing: Hearing, ms: number, cpus = [0, 1]): readonly Event[] => {
	for (const cpu of cpus) hearing.seen(cpu, at(ms));
	return hearing.take();
};

const brief = (events: readonly Event[]): readonly string[] => events.map(({ kind, t }) => `${kind} ${t / MS}`);

test("events of several CPUs come in order, after the probes' state", (t) => {
	const hearing = heard();
	hearing.event(gone(12, 7), 1);
	hearing.event(appeared(10, 7), 0);
	hearing.event(named(11, 7), 1);
	t.deepEqual(hearing.take(), []);
	t.deepEqual(brief(pass(hearing, 100)), ["probe 1", "persona-appeared 10", "persona-named 11", "persona-gone 12"]);
});

test("what the collector says has the stream's present as its time, and never comes before the probes", (t) => {
	const hearing = heard();
	hearing.tell({ kind: "ready", t: at(0) });
	t.deepEqual(hearing.take(), []);
	t.deepEqual(brief(pass(hearing, 100)), ["probe 1", "ready 80"]);
});

test("a mark has the latest time that any CPU told, and comes in its place", (t) => {
	const hearing = heard();
	hearing.event(appeared(130, 7), 0);
	hearing.mark("here" as Name);
	hearing.event(appeared(135, 8), 1);
	t.deepEqual(brief(pass(hearing, 200)), ["probe 1", "persona-appeared 130", "mark 130", "persona-appeared 135"]);
});

test("a loss lasts from the last that was whole until all that was said before it was noticed is told", (t) => {
	const hearing = heard();
	pass(hearing, 100);
	hearing.event(appeared(130, 7), 0);
	hearing.lost(5);
	t.true(hearing.incomplete);
	t.deepEqual(brief(pass(hearing, 140)), []);
	const batch = pass(hearing, 200);
	t.deepEqual(brief(batch), ["persona-appeared 130", "loss 180"]);
	t.like(batch[1], { count: 5, since: at(80), where: "kernel" });
	hearing.retell();
	t.false(hearing.incomplete);
});

test("a line that comes too late is told, and that the order is broken is told as well", (t) => {
	const hearing = heard();
	pass(hearing, 3000, [0]);
	hearing.seen(0, at(8000));
	hearing.take();
	hearing.event(appeared(2000, 7), 1);
	const batch = hearing.end();
	t.deepEqual(brief(batch), ["persona-appeared 2000", "loss 8000"]);
	t.like(batch[1], { where: "collector", count: 0 });
});

test("after everything was told again, what was not told is gone", (t) => {
	const hearing = heard();
	hearing.event(appeared(10, 7), 0);
	hearing.event(appeared(11, 8), 0);
	pass(hearing, 100);
	hearing.retell();
	hearing.event(appeared(110, 8, true), 0);
	hearing.dumpEnded(3, at(111), 0);
	t.deepEqual(brief(pass(hearing, 200)), []);
	t.is(hearing.dumped, 3);
	hearing.sweep(new Set(["persona"]));
	const batch = hearing.take();
	t.deepEqual(brief(batch), ["persona-gone 180"]);
	t.like(batch[0], { persona: 7 as Inum });
});

test("counts of a client that was not told yet are left to the dump", (t) => {
	const hearing = heard();
	const delivery: Event = {
		kind: "delivery",
		t: at(10),
		client: 5 as ClientId,
		delivered: 1,
		withheld: 0,
		dropped: 0,
		final: false,
	};
	hearing.event(delivery, 0);
	t.deepEqual(brief(pass(hearing, 100)), ["probe 1"]);
});
