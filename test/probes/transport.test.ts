import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import test from "ava";
import { localTransport, type Transport, viaTransport } from "../../probes/transport.js";
import { ownFolder } from "../folder.js";

const folder = ownFolder();

/** A shell stands for the far machine: it is given one word, as ssh is. */
const TRANSPORTS: readonly (readonly [string, Transport])[] = [
	["local", localTransport()],
	["via", viaTransport("sh -c")],
];
const HOSTILE = ["", "two words", "it's", '"$HOME" `id` \\', "line\nbreak", "-n", "*", "ünï 🙂"];

for (const [name, transport] of TRANSPORTS) {
	test(`${name}: arguments arrive as they are`, async (t) => {
		const { stdout, exitCode } = await transport.run(["printf", "%s\\0", ...HOSTILE]);
		t.is(exitCode, 0);
		t.deepEqual(stdout.split("\0").slice(0, -1), HOSTILE);
	});

	test(`${name}: a program that fails, and one that is not there`, async (t) => {
		t.like(await transport.run(["sh", "-c", "echo why >&2; exit 7"]), { exitCode: 7, stdout: "", stderr: "why\n" });
		t.is((await transport.run(["devns-no-such-program"])).exitCode, 127);
		t.is((await transport.run(["sh", "-c", "kill -KILL $$"])).exitCode, 137);
	});

	test(`${name}: standard input and environment`, async (t) => {
		const ran = await transport.run(["sh", "-c", 'cat; printf %s "$WISH"'], { stdin: "in ", env: { WISH: "it's" } });
		t.is(ran.stdout, "in it's");
	});

	test(`${name}: files are read and written, byte for byte`, async (t) => {
		const path = join(folder, `${name} 'file'`);
		const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
		await writeFile(path, bytes);
		t.deepEqual(Uint8Array.from(await transport.readFile(path)), bytes);
		await transport.writeFile(path, "new\n");
		t.is(Buffer.from(await transport.readFile(path)).toString(), "new\n");
		await t.throwsAsync(() => transport.readFile(join(folder, "absent")), { message: /No such file|ENOENT/i });
	});

	test(`${name}: a process that runs is read from and told to end`, async (t) => {
		const script = "trap 'echo ended; exit 3' INT; echo begun; echo trouble >&2; while :; do sleep 0.05; done";
		const child = transport.spawn(["sh", "-c", script]);
		const said = text(child.stdout);
		const complained = text(child.stderr);
		await new Promise((resolve) => child.stderr.once("data", resolve));
		child.kill("SIGINT");
		t.like(await child.done, { exitCode: 3 });
		t.is(await said, "begun\nended\n");
		t.is(await complained, "trouble\n");
	});
}

test("a command that is none is refused", (t) => {
	t.throws(() => viaTransport("  "), { message: /no command/ });
});
