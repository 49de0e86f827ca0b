/** A kernel without all that is hoped for: what it lacks is said with its cure, and the rest is watched. */
import { createAudit } from "../../model/audit/audit.js";
import { parsePolicy } from "../../model/audit/policy/parse.js";
import { policyRules } from "../../model/audit/policy/rules.js";
import { watchedTest } from "./watched.js";
import { figure } from "./witness.js";

const lacking = watchedTest({ scenario: "kernel/scenarios/lacking.sh", timeoutMs: 300_000 });

const LACKS = [
	["stock/evdev", "type information of evdev", "CONFIG_DEBUG_INFO_BTF_MODULES"],
	["stock/display", "function drm_mode_setcrtc", "CONFIG_DRM"],
	["stock/binder", "function binder_ioctl", "modprobe binder_linux"],
	["stock/loop", "function lo_ioctl", "modprobe loop"],
] as const;

lacking("each probe that can't be is told with what is lacking and the cure, by doctor too", (t, { events, lines }) => {
	const doctor = lines
		.filter((line) => line.startsWith("doctor "))
		.map(
			(line) =>
				JSON.parse(line.slice("doctor ".length)) as { what: string; state: string; detail?: string; cure?: string },
		);
	for (const [id, lack, cure] of LACKS) {
		const [said, ...more] = events.filter((event) => event.kind === "probe" && event.probe === id);
		t.deepEqual(more, []);
		if (said?.kind !== "probe") throw new Error(`nothing was said of ${id}`);
		t.is(said.state, "missing", id);
		t.true(said.reason.includes(lack), said.reason);
		t.true(said.reason.includes(cure), said.reason);
		const found = doctor.find(({ what }) => what === id);
		t.is(found?.state, "missing", id);
		t.true(JSON.stringify(found).includes(cure), JSON.stringify(found));
	}
});

lacking("all others are attached, and nothing is lost", (t, { events }) => {
	const attached = new Set(
		events.flatMap((event) => (event.kind === "probe" && event.state === "attached" ? [event.probe] : [])),
	);
	for (const id of ["stock/opens", "stock/persona", "stock/uinput", "stock/light", "stock/framebuffer"])
		t.true(attached.has(id as never), id);
	t.deepEqual(
		events.filter(({ kind }) => kind === "loss" || kind === "reject"),
		[],
	);
});

lacking("who has the touch screen open is known, and how much each was delivered is not", (t, { state, said }) => {
	const readers = said.of("reader").map((one) => figure(one, "pid"));
	t.is(readers.length, 2);
	const clients = [...state.clients.values()].filter(({ process }) => readers.includes(Number(process.pid)));
	t.deepEqual(
		clients.map(({ device, existing, delivered, withheld, filtered }) => [
			state.devices.get(device)?.class,
			existing,
			delivered,
			withheld,
			filtered,
		]),
		[
			["input", true, undefined, undefined, undefined],
			["input", false, undefined, undefined, undefined],
		],
	);
});

lacking("what was fed into it, and who set a light, is told as ever", (t, { events, state, said }) => {
	const written = figure(said.named("generator", "touch"), "written");
	t.true(
		[...state.clients.values()].some(({ injected }) => injected === written),
		`${written} events`,
	);
	const led = said.named("led", "");
	t.true(
		events.some(
			(event) =>
				event.kind === "request" &&
				event.name === led.values.get("name") &&
				Number(event.persona) === figure(led, "inum"),
		),
	);
});

lacking("a policy about input can't be judged", (t, { events }) => {
	const statement = {
		id: "hosts",
		effect: "deny",
		actions: ["read"],
		persona: { host: false },
		device: { class: "input" },
	};
	const parsed = parsePolicy(JSON.stringify({ schema: 1, default: "allow", statements: [statement] }));
	if (parsed.is !== "policy") throw new Error(parsed.errors.join("\n"));
	const audit = createAudit(policyRules(parsed.policy));
	audit.take(events);
	t.is(audit.end().outcome.verdict, "inconclusive");
});
