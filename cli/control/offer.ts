/** Edge: a collector's control socket, or the port that stands for it in a guest. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, statSync, write } from "node:fs";
import { createServer, type Socket } from "node:net";
import { promisify } from "node:util";
import { UserError } from "../../decoders/user-error.js";
import { asCaller } from "../privilege.js";
import { ensureFolder, socketOf } from "./place.js";
import { type Offers, serve } from "./serve.js";

export interface Offered {
	readonly where: string;
	close(): void;
}

const PRIVATE = 0o177;

/**
 * Node does not say who is at the other end of a socket. So the kernel is to keep others away: the socket belongs to the
 * caller, with mode 0600 from its first moment on, and is bound with the caller's rights.
 */
const offerSocket = async (path: string, offers: Offers): Promise<Offered> => {
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		socket.on("close", () => open.delete(socket));
		// Whoever asks and leaves without the answer has chosen so.
		socket.on("error", () => socket.destroy());
		const say = (line: string): void => void socket.write(line);
		serve({ incoming: socket, say }, offers)
			.catch(() => {})
			.finally(() => socket.end());
	});
	const umask = process.umask(PRIVATE);
	try {
		// Bound when this returns.
		asCaller(() => server.listen(path));
	} finally {
		process.umask(umask);
	}
	await once(server, "listening").catch((error: unknown) => {
		throw new UserError(`${path} can't be a control socket: ${String(error)}`, "Name another with --control PATH.");
	});
	const close = (): void => {
		// Removes the socket as well.
		asCaller(() => server.close());
		for (const socket of open) socket.destroy();
	};
	return { where: path, close };
};

/** A port is read by a program of its own: a read that waits would hold one of Node's few threads for good. */
const offerPort = async (path: string, offers: Offers): Promise<Offered> => {
	const port = openSync(path, "r+");
	const reader = spawn("cat", [], { stdio: [port, "pipe", "ignore"] });
	const put = promisify(write);
	const say = async (line: string): Promise<void> => void (await put(port, Buffer.from(line)));
	// It ends with the guest, or when it is told to.
	reader.on("error", () => {});
	if (reader.stdout) serve({ incoming: reader.stdout, say }, offers).catch(() => {});
	const close = (): void => {
		reader.kill("SIGKILL");
		closeSync(port);
	};
	return { where: path, close };
};

/** Offers to be asked, at `path` or where `devns-top mark` looks for it. */
export const offerControl = async (path: string | undefined, offers: Offers): Promise<Offered> => {
	if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isCharacterDevice())
		return offerPort(path, offers);
	if (path === undefined) ensureFolder();
	return offerSocket(path ?? socketOf(process.pid), offers);
};
