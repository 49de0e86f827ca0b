/** Looks up what people call a persona: on the observed machine, through the transport. */
import type { Inum, NameSource, Pid } from "../decoders/event.js";
import { cgroupOf, containerName, type Identity, identityOf, stateFiles } from "./identity.js";
import type { Transport } from "./transport.js";

/** Bytes of a runtime's state file that are read; a container that writes more into its own names is not named by it. */
const MOST = 1 << 20;

const read = async (transport: Transport, path: string): Promise<string | undefined> => {
	const bytes = await transport.readFile(path).catch(() => undefined);
	return bytes === undefined || bytes.length > MOST ? undefined : new TextDecoder().decode(bytes);
};

/** The name that the runtime keeps in its files, where it does. Root's files say nothing of a user's containers. */
const told = async (transport: Transport, identity: Identity): Promise<Identity> => {
	if (identity.name !== undefined || identity.user !== undefined) return identity;
	for (const { path, nameIn, isAndroid } of stateFiles(identity)) {
		const content = await read(transport, path);
		const name = content && nameIn(content);
		if (content && name) return { ...identity, name, runtime: isAndroid?.(content) ? "redroid" : identity.runtime };
	}
	return identity;
};

export interface Found {
	readonly source: NameSource;
	readonly text: string;
}

/** The number of a process's PID namespace, as `ls -l` shows the link: nothing once it has ended. */
const inumOf = async (transport: Transport, pid: Pid): Promise<number> => {
	const { stdout } = await transport.run(["ls", "-l", `/proc/${pid}/ns/pid`]);
	return Number(/-> \D*\[(\d+)\]/.exec(stdout)?.[1]);
};

/**
 * What the container is called whose init this is, and which cgroup that is in. Nothing of a process that has ended, or that is
 * another's by now: whatever was read then may be of that other.
 */
export const lookUp = async (transport: Transport, persona: Inum, init: Pid): Promise<readonly Found[]> => {
	const cgroup = await read(transport, `/proc/${init}/cgroup`);
	const identity = cgroup && identityOf(cgroup);
	const path = cgroup && cgroupOf(cgroup);
	const container = identity && containerName(await told(transport, identity));
	const { stdout } = await transport.run(["nsenter", "--target", String(init), "--uts", "uname", "-n"]);
	const own = await read(transport, "/proc/sys/kernel/hostname");
	if ((await inumOf(transport, init)) !== persona) return [];
	const hostname = stdout.trim();
	return [
		...(container ? [{ source: "container" as const, text: container }] : []),
		...(hostname !== "" && hostname !== own?.trim() ? [{ source: "hostname" as const, text: hostname }] : []),
		...(path ? [{ source: "cgroup" as const, text: path }] : []),
	];
};
