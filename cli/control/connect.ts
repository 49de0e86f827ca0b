/** Edge: finds a running collector. */
import { connect as open, type Socket } from "node:net";
import { UserError } from "../../decoders/user-error.js";
import { type Control, controlOver } from "./client.js";
import { socketsThere } from "./place.js";

const connected = (path: string): Promise<Socket> =>
	new Promise((resolve, reject) => {
		const socket = open(path, () => resolve(socket));
		socket.once("error", reject);
	});

const isDenied = (error: unknown): boolean =>
	error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM");

/** The collector whose socket that is. */
export const connect = async (path: string): Promise<Control> => {
	const socket = await connected(path).catch((error: unknown) => {
		throw isDenied(error)
			? new UserError(`${path} is not yours.`, "A collector can be asked by the user who began it, and by root.")
			: new UserError(
					`No collector answers at ${path}.`,
					"Is it still running? Begin one: sudo devns-top record -o FILE",
				);
	});
	return controlOver(socket);
};

/** The collector at `path`; without one, the only one that this user has running. */
export const findCollector = async (path: string | undefined): Promise<Control> => {
	if (path !== undefined) return connect(path);
	const there = socketsThere();
	const tried = await Promise.all(there.map((each) => connected(each).catch(() => undefined)));
	const alive = tried.flatMap((socket, index) => (socket === undefined ? [] : [{ socket, path: there[index] ?? "" }]));
	const [first, ...others] = alive;
	if (first && others.length === 0) return controlOver(first.socket);
	for (const { socket } of alive) socket.destroy();
	if (!first)
		throw new UserError(
			"No collector of yours is running here.",
			"Begin one: sudo devns-top, or sudo devns-top record -o FILE. (A recording or a pipe can't be asked for anything.)",
		);
	throw new UserError(
		`${alive.length} collectors of yours are running.`,
		`Name one: --control ${alive.map((each) => each.path).join(", or --control ")}`,
	);
};
