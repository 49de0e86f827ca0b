import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { Intake } from "../../kernel/vm/intake.js";
import { ownFolder } from "../folder.js";

/** Two ends of a Unix socket: the guest's and the host's. */
const pair = async (t: ExecutionContext): Promise<readonly [Socket, Socket]> => {
	const path = join(ownFolder(), "socket");
	const server = createServer().listen(path);
	await once(server, "listening");
	const guest = createConnection(path);
	const [host]: Socket[] = await once(server, "connection");
	if (!host) throw new Error("no connection");
	t.teardown(() => {
		guest.destroy();
		host.destroy();
		server.close();
	});
	return [guest, host];
};

const ROOM = 1000;
const MEGABYTE = 2 ** 20;

test("what nobody reads stops the writer, and is all there when it is read", async (t) => {
	const [guest, host] = await pair(t);
	const intake = new Intake(host, ROOM);
	guest.end(Buffer.alloc(8 * MEGABYTE, "x"));
	await once(intake, "readable");
	t.true(intake.readableLength < MEGABYTE, "it is not all taken in");
	t.true(guest.writableLength > 0, "the writer waits");
	t.is(Buffer.concat(await intake.toArray()).length, 8 * MEGABYTE);
});

test("draining takes in all that was sent, without a reader, and no sooner says so", async (t) => {
	const [guest, host] = await pair(t);
	const intake = new Intake(host, ROOM);
	let drained = false;
	const draining = intake.drain(2 * MEGABYTE).then(() => {
		drained = true;
	});
	guest.write(Buffer.alloc(2 * MEGABYTE - 1));
	while (intake.readableLength < 2 * MEGABYTE - 1) await new Promise((resolve) => setImmediate(resolve));
	t.false(drained);
	guest.write("x");
	await draining;
	t.is(intake.readableLength, 2 * MEGABYTE);
});

test("draining ends with the other side, whatever it had promised", async (t) => {
	const [guest, host] = await pair(t);
	const intake = new Intake(host, ROOM);
	const draining = intake.drain(10);
	guest.end("short");
	await draining;
	t.is(Buffer.concat(await intake.toArray()).toString(), "short");
});

test("a reader that leaves does not stop the writer", async (t) => {
	const [guest, host] = await pair(t);
	const intake = new Intake(host, ROOM);
	guest.end(Buffer.alloc(8 * MEGABYTE));
	for await (const _ of intake) break;
	await once(guest, "finish");
	await intake.drain(8 * MEGABYTE);
	t.pass();
});

test("without a socket, or with a broken one, there is nothing to read", async (t) => {
	const [, host] = await pair(t);
	host.destroy();
	for (const socket of [undefined, host]) {
		const intake = new Intake(socket, ROOM);
		await intake.drain(5);
		t.deepEqual(await intake.toArray(), []);
	}
});
