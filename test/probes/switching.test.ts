import test from "ava";
import { UserError } from "../../decoders/user-error.js";
import { makeActive } from "../../probes/switching.js";
import type { Transport } from "../../probes/transport.js";

/** A machine of which only one file can be written. */
const machine = (write: (path: string, text: string) => Promise<void>): Transport =>
	({ writeFile: write }) as Partial<Transport> as Transport;

test("a switch is a write of the PID", async (t) => {
	const written: string[] = [];
	await makeActive(
		machine(async (path, text) => void written.push(path, text)),
		42,
	);
	t.deepEqual(written, ["/proc/dev_ns/active_ns_pid", "42\n"]);
});

const refused = test.macro(async (t, said: string, says: RegExp) => {
	const error = await t.throwsAsync(
		makeActive(
			machine(() => Promise.reject(new Error(said))),
			42,
		),
		{ instanceOf: UserError, message: says },
	);
	t.true((error?.cure.length ?? 0) > 0);
});

test("no modules", refused, "ENOENT: no such file or directory, open '/proc/…'", /no device namespaces/);
test("no such process", refused, "EINVAL: invalid argument, write", /no process 42/);
test("far away, no such process", refused, "sh: 1: echo: I/O error: Invalid argument", /no process 42/);
test("no right", refused, "EPERM: operation not permitted, open", /may not switch/);
test("anything else", refused, "EIO: i/o error, write", /refused to switch: EIO/);
