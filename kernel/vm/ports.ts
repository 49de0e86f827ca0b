/** The guest's ports as Unix sockets: Node listens before QEMU starts, QEMU connects to each once. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

export const PORTS = ["console", "qmp", "status", "results", "packets", "control"] as const;
export type PortName = (typeof PORTS)[number];
export type Ports = Readonly<Record<PortName, Socket>>;

export interface Listening {
	readonly path: (name: PortName) => string;
	/** Never settles if QEMU does not start. */
	readonly connected: Promise<Ports>;
	readonly close: () => void;
}

const accept = async (server: Server): Promise<Socket> => {
	const [socket]: Socket[] = await once(server, "connection");
	server.close();
	if (!socket) throw new Error("a connection without a socket");
	// The other end is QEMU: when it ends, so does the socket, and that is told by the process's end.
	socket.on("error", () => socket.destroy());
	return socket;
};

export const listen = async (folder: string): Promise<Listening> => {
	const path = (name: PortName) => join(folder, name);
	const server = async (name: PortName) => {
		const listening = createServer({ pauseOnConnect: true }).listen(path(name));
		await once(listening, "listening");
		return listening;
	};
	const servers = await Promise.all(PORTS.map(server));
	const [console, qmp, status, results, packets, control] = servers.map(accept);
	if (!console || !qmp || !status || !results || !packets || !control) throw new Error("a port is missing");
	const connected = Promise.all([console, qmp, status, results, packets, control]).then(
		([console, qmp, status, results, packets, control]) => ({ console, qmp, status, results, packets, control }),
	);
	const close = () => {
		for (const each of servers) each.close();
	};
	return { path, connected, close };
};
