/** Edge: where control sockets are: in a folder that only the calling user can enter. */
import { lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../decoders/user-error.js";
import { asCaller, callerId } from "../privilege.js";

const isOwnFolder = (path: string, uid: number): boolean => {
	const found = lstatSync(path, { throwIfNoEntry: false });
	return found?.isDirectory() === true && found.uid === uid;
};

/** The user's run-time folder as systemd makes it (sudo does not pass XDG_RUNTIME_DIR on), or one in /tmp. */
const folderOf = (uid: number): string => {
	const runtime = `/run/user/${uid}`;
	return isOwnFolder(runtime, uid) ? join(runtime, "devns-top") : `/tmp/devns-top-${uid}`;
};

/** The socket of a collector by its PID. */
export const socketOf = (pid: number): string => join(folderOf(callerId()), `${pid}.sock`);

/** Made if it is not there. Refuses one that somebody else can enter, or has put there. */
export const ensureFolder = (): void => {
	const uid = callerId();
	const folder = folderOf(uid);
	asCaller(() => mkdirSync(folder, { mode: 0o700, recursive: true }));
	const found = lstatSync(folder);
	if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
		throw new UserError(
			`${folder} is not a folder of yours alone.`,
			`Remove it, or name a socket with --control PATH.`,
		);
};

/** All that may be collectors' sockets; those that were left behind among them. */
export const socketsThere = (): readonly string[] => {
	const folder = folderOf(callerId());
	if (!isOwnFolder(folder, callerId())) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith(".sock"))
		.map((name) => join(folder, name));
};
