import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import test from "ava";
import { createRecording, recordInto } from "../../decoders/recording.js";
import { UserError } from "../../decoders/user-error.js";
import { ownFolder } from "../folder.js";

const place = (name: string) => join(ownFolder(), name);
const bytes = Uint8Array.of(1, 2, 3);

const created = async (path: string, options = {}) => {
	const recording = await createRecording(path, options);
	await recording.write(bytes);
	await recording.write(bytes);
	await recording.close();
};

test("a recording is a new file that only its owner may read", async (t) => {
	const path = place("a.devns");
	await created(path);
	t.deepEqual([...readFileSync(path)], [1, 2, 3, 1, 2, 3]);
	t.is(statSync(path).mode & 0o777, 0o600);
});

test("a file is replaced only when told to, and the new one is private again", async (t) => {
	const path = place("a.devns");
	writeFileSync(path, "kept", { mode: 0o644 });
	await t.throwsAsync(createRecording(path, {}), { instanceOf: UserError, message: /exists/ });
	t.is(readFileSync(path, "utf8"), "kept");
	await created(path, { overwrite: true });
	t.deepEqual([...readFileSync(path)], [1, 2, 3, 1, 2, 3]);
	t.is(statSync(path).mode & 0o777, 0o600);
});

test("a link is never followed into the file it names", async (t) => {
	const path = place("a.devns");
	const target = `${path}.target`;
	writeFileSync(target, "kept");
	symlinkSync(target, path);
	await t.throwsAsync(createRecording(path, { overwrite: true }), { instanceOf: UserError, message: /link/ });
	t.is(readFileSync(target, "utf8"), "kept");
});

const notCreated = test.macro({
	exec: async (t, path: string, message: RegExp) => {
		const error = await t.throwsAsync(createRecording(path, {}), { instanceOf: UserError, message });
		t.not(error.cure, "");
	},
	title: (_title = "") => `not created, and said why: ${_title}`,
});

test("no such folder", notCreated, place("none/a.devns"), /ENOENT/);
test("a folder", notCreated, tmpdir(), /folder/);
test("below a file", notCreated, "/etc/passwd/a.devns", /ENOTDIR/);

test("a full disk ends the recording with what was kept", async (t) => {
	const recording = await createRecording("/dev/full", { overwrite: true });
	const error = await t.throwsAsync(recording.write(bytes), {
		instanceOf: UserError,
		message: /no room.*first 0 bytes/,
	});
	t.regex(error.cure, /replayed/);
	await recording.close();
	t.true(existsSync("/dev/full"));
});

const FILL = `
	import { createRecording } from "${new URL("../../decoders/recording.js", import.meta.url)}";
	const recording = await createRecording(process.argv[1], {});
	try {
		for (;;) await recording.write(new Uint8Array(1000));
	} catch (error) {
		console.log(error.message);
	}
`;

test("a disk that fills up keeps what fitted on it", (t) => {
	const path = place("a.devns");
	const shell = `ulimit -f 4; exec "$0" --input-type=module -e "$1" "$2"`;
	const { stdout } = spawnSync("bash", ["-c", shell, process.execPath, FILL, path], { encoding: "utf8" });
	t.is(stdout, `There is no room for more of ${path}; its first 4096 bytes are kept.\n`);
	t.is(statSync(path).size, 4096);
});

test.serial("under sudo a recording belongs to who called", async (t) => {
	process.env.SUDO_UID = "12345";
	process.env.SUDO_GID = "23456";
	const path = place("a.devns");
	await created(path);
	delete process.env.SUDO_UID;
	delete process.env.SUDO_GID;
	const { uid, gid } = statSync(path);
	const own = [process.getuid?.(), process.getgid?.()];
	t.deepEqual([uid, gid], own[0] === 0 ? [12345, 23456] : own);
});

test("a reader that goes away ends the recording", async (t) => {
	const reader = spawn("true", { stdio: ["pipe", "ignore", "ignore"] });
	await new Promise((resolve) => reader.once("exit", resolve));
	const recording = recordInto(reader.stdin, "the pipe");
	await t.throwsAsync(
		async () => {
			for (let chunk = 0; chunk < 1000; chunk++) await recording.write(new Uint8Array(1 << 16));
		},
		{ instanceOf: UserError, message: /Nobody reads the pipe any more/ },
	);
});

test("a pipe gets the bytes, one write after the other", async (t) => {
	const pipe = new PassThrough();
	const recording = recordInto(pipe, "the pipe");
	await recording.write(bytes);
	t.deepEqual([...pipe.read()], [1, 2, 3]);
});
