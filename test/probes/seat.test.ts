import { mkdir, readlink, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { Clock } from "../../decoders/lines/clock.js";
import { UserError } from "../../decoders/user-error.js";
import type { Look } from "../../probes/looks.js";
import { demandSeat, lookOf, Seat } from "../../probes/seat.js";
import { localTransport, viaTransport } from "../../probes/transport.js";
import { ownFolder } from "../folder.js";
import { machine } from "./machine.js";

const folder = ownFolder();
const clock = new Clock(1_000_000_000n);

test("a line is a look; its times enclose it, as far as they are told", (t) => {
	t.like(lookOf("1.50 1.52 42 4026531836", clock), {
		since: 500e6 as never,
		until: 530e6 as never,
		persona: 4026531836 as never,
	});
	t.is(lookOf("1.50 1.52 - -", clock)?.persona, undefined);
	for (const line of ["", "1.5 1.52 42 7", "1.50 1.52 42", "1.50 1.52 x 7", "1.50 1.52 42 7 8"])
		t.is(lookOf(line, clock), undefined, line);
});

/** As systemd 252 writes them: into another file first, which takes the place. */
const place = async (path: string, lines: readonly string[]): Promise<void> => {
	await writeFile(`${path}.new`, ["# This is private data. Do not parse.", ...lines, ""].join("\n"));
	await rename(`${path}.new`, path);
};

for (const [name, transport] of [
	["local", localTransport()],
	["via", viaTransport("sh -c")],
] as const) {
	test(`${name}: whose leader is whose, and a session that goes`, async (t) => {
		const run = join(folder, name);
		await mkdir(join(run, "seats"), { recursive: true });
		await mkdir(join(run, "sessions"));
		await place(join(run, "sessions/c2"), ["UID=0", "ACTIVE=1", `LEADER=${process.pid}`, "SEAT=seat0"]);
		await place(join(run, "seats/seat0"), ["IS_SEAT0=1", "CAN_TTY=1", "ACTIVE=c2", "ACTIVE_UID=0", "SESSIONS=c2"]);
		const seen: Look[] = [];
		let heard = () => {};
		const looks = {
			look: (one: Look): void => {
				seen.push(one);
				heard();
			},
			end: () => {},
		};
		const until = (what: (look: Look) => boolean): Promise<void> =>
			new Promise((resolve) => {
				heard = () => {
					const last = seen.at(-1);
					if (last && what(last)) resolve();
				};
			});
		const led = until(({ process: { pid } }) => pid === process.pid);
		const seat = new Seat(transport, clock, looks, run);
		t.teardown(() => seat.end());
		await led;
		t.is(`pid:[${seen.at(-1)?.persona}]`, await readlink("/proc/self/ns/pid"));
		for (const [what, active] of [
			["nobody", ""],
			["a name that is none", "../sessions/c2"],
			["one that is not there", "c9"],
		] as const) {
			await place(join(run, "seats/seat0"), ["IS_SEAT0=1", `ACTIVE=${active}`]);
			await until(({ persona }) => persona === undefined);
			await place(join(run, "seats/seat0"), ["ACTIVE=c2"]);
			await until(({ persona }) => persona !== undefined);
			t.pass(what);
		}
		for (const { since, until: end } of seen) t.true(since < end);
	});
}

test("without a seat, it says what it lacks", async (t) => {
	await t.throwsAsync(demandSeat(machine({ files: {} })), {
		instanceOf: UserError,
		message: /no \/run\/systemd\/seats\/seat0/,
	});
	await t.notThrowsAsync(demandSeat(machine({ files: { "/run/systemd/seats/seat0": "ACTIVE=1\n" } })));
});
