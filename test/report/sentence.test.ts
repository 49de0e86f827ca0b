import test from "ava";
import type { Event } from "../../decoders/event.js";
import { sentence } from "../../report/sentence.js";
import { at, BLUE, observe, PERSONAS, PREAMBLE, RED, ROOT, stateOf, wholeSwitch } from "../model/at.js";

const blue = [at(1).personaNamed({ persona: BLUE, name: "blue" }), at(1).personaNamed({ persona: RED, name: "red" })];
const opened = at(3).opened();
const known = [...PERSONAS, ...blue, at(2).deviceAppeared(), opened];
const whole = wholeSwitch(1000, 1, ROOT, BLUE);
const B = "blue (4026532001)";
const E = `evtest 1234/7 of ${B}`;

const says = test.macro<[event: Event, expected: string, before?: readonly Event[]]>({
	exec: (t, event, expected, before = []) => {
		t.is(sentence(observe(...known, ...before, event), { event }), expected);
	},
	title: (_title, _event, expected = "") => expected,
});

test(says, at(0).session(), "the session begins: guest, Linux 6.1.0-13-amd64 x86_64, bpftrace 0.17.0");
test(says, at(9).probe(), "probe all attached");
test(says, at(9).probe({ state: "failed", reason: "no BTF" }), "probe all is failed: no BTF");
test(says, at(9).probe({ state: "ended" }), "probe all ended");
test(says, at(9).ready(), "what existed before the probes has been told");
test(
	says,
	at(9).personaAppeared({ persona: 7, initPid: 9, comm: "sh" }),
	"persona sh (7) appeared, its init is 9, level 1 in root",
);
test(
	says,
	at(9).personaAppeared({ existing: true }),
	`persona ${B} was there already, its init is 100, level 1 in root`,
);
test(says, at(9).finding(), `input-background: ${E}, event0: 3 events were delivered in the background`);
test(
	says,
	at(9).finding({ client: 0, count: 3, class: "led", device: 0, name: "a b", what: "it was obeyed" }),
	`input-background: ${E}, "a b": it was obeyed (3 times)`,
);
test(
	says,
	at(9).finding({
		rule: "one-active",
		client: 0,
		persona: 0,
		device: 0,
		process: { pid: 0, innerPid: 0, comm: "" },
		what: "x",
	}),
	"one-active: x",
);
test(
	says,
	at(9).uevent(),
	"uevent 700: add /devices/virtual/input/input2/event1 of input, to network namespace 4026531840, as of evtest 1234/7 of root",
);
test(
	says,
	at(9).uevent({ origin: "written", persona: BLUE, action: "change" }),
	`${E} asked for uevent 700: change /devices/virtual/input/input2/event1 of input, to network namespace 4026531840`,
);
test(
	says,
	at(9).uevent({ origin: "sent", persona: BLUE, action: "other", subsystem: "", path: "a b" }),
	`${E} sent uevent 700: other "a b", to network namespace 4026531840`,
);
test(says, at(9).personaGone(), `persona ${B} is gone`);
test(says, at(9).personaNamed({ source: "hostname", name: "a b" }), `persona ${B} has the hostname "a b"`);
test(says, at(9).personaNamed({ source: "hostname", name: "" }), `persona ${B} lost its hostname`);
test(says, at(9).deviceAppeared(), 'event0 "AT keyboard" (13:64) appeared');
test(says, at(9).deviceAppeared({ class: "led", name: "a", node: "a", existing: true }), "a was there already");
test(says, at(9).deviceGone(), "event0 is gone");
test(says, at(9).active({ since: 5e9 }), "root has been active since 00:00:05.000");
test(says, at(9).switchRequested(), `switch 1 to ${B}, asked for by evtest 1234/7 of root`);
test(says, at(9).switchRequested({ reason: "death", to: ROOT }), "switch 1 to root, as the active persona has ended");
test(says, at(9).switchLocked(), "switch 1 has the lock; root is active");
test(says, at(9).driverBegan({ persona: BLUE }), `switch 1: input begins to deactivate ${B}`);
test(says, at(9).driverEnded(), "switch 1: input has deactivated root");
test(says, at(9).driverEnded({ errno: 5, phase: "activate" }), "switch 1: input failed to activate root: EIO");
test(says, at(9).switchFlipped(), `switch 1: from root to ${B}`);
test(
	says,
	at(1400).switchEnded(),
	`switch 1 from root to ${B} is done in 400 ns, 10 ns of them for the lock`,
	whole.slice(0, 7),
);
test(
	says,
	at(1400).switchEnded(),
	`switch 1 from root to ${B} is done in 400 ns, 10 ns of them for the lock; something was lost while it ran`,
	[...whole.slice(0, 7), at(1350).loss({ since: 1340 as never })],
);
test(says, at(1400).switchEnded({ errno: 3 }), `switch 1 to ${B} failed: ESRCH`, whole.slice(0, 2));
test(says, at(1400).switchEnded(), "switch 1: root was active already", [
	at(1000).switchRequested({ to: ROOT }),
	at(1010).switchLocked(),
]);
test(says, at(1400).switchEnded(), "switch 1 ended, but what it did was missed");
test(says, at(2130).switchFirst(), `${B} drew its first frame 1.00 µs after switch 1`, whole);
test(says, at(2130).switchFirst({ what: "input" }), `${B} received its first input after switch 1`);
test(says, opened, `${E} opened event0`);
test(says, at(9).opened({ client: 2, existing: true }), `${E} has event0 open`);
test(says, at(9).openFailed(), `${E} could not open event0: EBUSY`);
test(says, at(9).openFailed({ errno: 999, class: "other", device: 1 }), `${E} could not open other 0:1: errno 999`);
test(says, at(9).closed(), `${E} closed event0`);
test(says, at(9).closed({ client: 99 }), "client 99 closed an unknown device");
test(says, at(9).grab(), `${E} grabbed event0`);
test(says, at(9).grab({ real: false }), `${E} grabbed event0, virtually: it is in the background`);
test(says, at(9).grab({ errno: 16 }), `${E} was refused a grab of event0: EBUSY`);
test(says, at(9).grab({ action: "release", errno: 22 }), `${E} could not give back a grab of event0: EINVAL`);
test(says, at(9).grab({ action: "release" }), `${E} gave back its grab of event0`);
test(says, at(9).grab({ action: "suspend" }), `${E} went to the background: its grab of event0 is virtual`);
test(says, at(9).grab({ action: "restore" }), `${E} came to the foreground: its grab of event0 is real`);
test(says, at(9).grab({ action: "revoke" }), `${E} lost its access to event0`);
test(says, at(9).delivery({ delivered: 1200, withheld: 3 }), `${E}: 1,200 events of event0 delivered, 3 withheld`);
test(
	says,
	at(9).delivery({ delivered: 1, dropped: 1 }),
	`${E}: 1 event of event0 delivered, 0 withheld, 1 dropped from a full buffer`,
);
test(
	says,
	at(9).update({ writes: 1, bytes: 2048, faults: 2 }),
	`${E}: 1 write (2.00 KiB), 0 pans, 2 page faults on event0`,
);
test(says, at(9).request({ value: 3 }), `${E} set input0::capslock to 3`);
test(says, at(9).request({ applied: false }), `${E} set input0::capslock to 1: ignored`);
test(
	says,
	at(9).loss({ count: 1, since: 1 as never }),
	"1 event was lost in the kernel between 00:00:00.000 and 00:00:00.000: the buffer was full",
);
test(
	says,
	at(2e9).loss({ where: "recording", reason: "" }),
	"events were lost in the recording between 00:00:00.000 and 00:00:02.000",
);
test(says, at(9).reject(), 'not understood: no such line: "garbage"');
test(says, at(9).mark(), "mark: here");

test("an inconsistency says what does not fit, and where", (t) => {
	const state = observe(at(5).closed({ client: 9 }));
	const entry = state.log.at(-1);
	t.is(entry && sentence(state, entry), "told of a client that was never opened: client 9 closed an unknown device");
});

test("an entry of the log speaks of whom it was about, not of who has the number now", (t) => {
	const later = [at(2000).personaGone(), at(2001).personaAppeared({ initPid: 300, comm: "next" })];
	const state = stateOf([...PREAMBLE, ...known, ...whole, at(1500).closed(), ...later]);
	const sentences = state.log.map((entry) => sentence(state, entry));
	t.true(sentences.includes(`${E} closed event0`));
	t.true(sentences.includes(`switch 1 to ${B}, asked for by evtest 1234/7 of root`));
	t.true(sentences.includes(`persona ${B} is gone`));
	t.is(sentences.at(-1), "persona next (4026532001#2) appeared, its init is 300, level 1 in root");
});

test("a client that is forgotten leaves the device to its entry", (t) => {
	const other = [at(6).opened({ client: 2 }), at(7).closed({ client: 2 })];
	const state = stateOf([...PREAMBLE, ...known, at(5).closed(), ...other], { closedClients: 1 });
	const entry = state.log.at(-3);
	t.is(entry && sentence(state, entry), "client 1 closed event0");
});

test("what another program says reaches no terminal as it came", (t) => {
	const event = at(9).probe({ state: "failed", reason: "a\n\x1b[2Jb" });
	t.is(sentence(observe(event), { event }), "probe all is failed: a??[2Jb");
});
