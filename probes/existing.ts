/** What existed before the probes, where the kernel does not tell it by itself. */
import type { Event, Inum, Name, Nanos, Opened, Pid } from "../decoders/event.js";
import { deviceNumber, NO_NAME, ROOT_INIT_PID, ROOT_INUM } from "../decoders/event.js";
import { Clock } from "../decoders/lines/clock.js";
import { Fields } from "../decoders/lines/fields.js";
import type { Files } from "../decoders/lines/files.js";
import { type FoundFile, foundFile } from "../decoders/lines/framebuffer.js";
import { Malformed } from "../decoders/lines/malformed.js";
import { nameFromBytes, nameFromText } from "../decoders/names.js";
import { probeText } from "./program.js";
import type { Transport } from "./transport.js";

const FRAMEBUFFER_MAJOR = 29;
/** The collector gives what it tells its time. */
const LATER = 0 as Nanos;

/** "0 bochs-drmdrmfb", a line each. */
export const framebuffersIn = (proc: Uint8Array): readonly Event[] =>
	new TextDecoder("latin1")
		.decode(proc)
		.split("\n")
		.flatMap((line): Event[] => {
			const [, number, name = ""] = /^(\d+) (.*)$/.exec(line) ?? [];
			if (number === undefined) return [];
			return [
				{
					kind: "device-appeared",
					t: LATER,
					class: "framebuffer",
					device: deviceNumber(FRAMEBUFFER_MAJOR, Number(number)),
					name: nameFromBytes(Uint8Array.from(name, (character) => character.charCodeAt(0))),
					node: nameFromText(`fb${number}`),
					existing: true,
				},
			];
		});

/** The first thread's comm as it is now; none if it has ended meanwhile. */
const commOf = async (transport: Transport, pid: Pid): Promise<Name> => {
	const bytes = await transport.readFile(`/proc/${pid}/comm`).catch(() => undefined);
	if (bytes === undefined) return NO_NAME;
	return nameFromBytes(bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes);
};

const foundFiles = (text: string): readonly FoundFile[] => {
	const fields = new Fields(new Clock(0n));
	return text.split("\n").flatMap((line) => {
		if (!line.startsWith("fx ")) return [];
		try {
			const bytes = new TextEncoder().encode(line);
			fields.over(bytes, "fx ".length, bytes.length);
			fields.time();
			fields.whole();
			return [foundFile(fields)];
		} catch (error) {
			if (error instanceof Malformed) return [];
			throw error;
		}
	});
};

/** Who has a framebuffer open. Heirs of an open file share it: the first that is found stands for them. */
export const framebufferClients = async (
	transport: Transport,
	layout: string,
	files: Files,
	signal: AbortSignal,
): Promise<readonly Opened[]> => {
	const program = layout + (await probeText("stock/framebuffer_existing"));
	const ran = await transport.run(["bpftrace", "-f", "json", "-e", program], { signal, timeout: 60_000 });
	if (ran.exitCode !== 0) throw new Error(ran.stderr.trim() || `bpftrace ended with ${ran.exitCode}`);
	const firsts = new Map<string, FoundFile>();
	for (const found of foundFiles(ran.stdout)) if (!firsts.has(found.address)) firsts.set(found.address, found);
	const opened: Opened[] = [];
	for (const { address, device, persona, process, flags } of firsts.values()) {
		const client = files.found(address);
		if (client === undefined) continue;
		opened.push({
			kind: "opened",
			t: LATER,
			client,
			class: "framebuffer",
			device,
			persona,
			process,
			flags,
			existing: true,
		});
	}
	return opened;
};

interface Init {
	readonly pid: Pid;
	readonly level: number;
}

/** The inits of PID namespaces just below the root one, out of many /proc/PID/status. The kernel escapes what a Name could forge. */
export const initsIn = (statuses: string): readonly Init[] =>
	Array.from(statuses.matchAll(/^NSpid:\t(\d+)\t1$/gm), ([, pid]) => ({ pid: Number(pid) as Pid, level: 1 }));

const NAMESPACE = /(?:^|\s)\/proc\/(\d+)\/ns\/pid -> \D*\[(\d+)\]/gm;

/** Personas of a kernel without device namespaces: the root, and the PID namespaces just below it. */
export const personas = async (transport: Transport): Promise<readonly Event[]> => {
	const { stdout } = await transport.run(["sh", "-c", "cat /proc/[0-9]*/status 2>/dev/null"]);
	const inits = initsIn(stdout);
	const links = inits.map(({ pid }) => `/proc/${pid}/ns/pid`);
	const listed = links.length === 0 ? "" : (await transport.run(["ls", "-l", ...links])).stdout;
	const found = Array.from(listed.matchAll(NAMESPACE), ([, pid, inum]) => ({
		initPid: Number(pid) as Pid,
		persona: Number(inum) as Inum,
		parent: ROOT_INUM,
		level: 1,
	}));
	const root = { initPid: ROOT_INIT_PID, persona: ROOT_INUM, parent: 0 as Inum, level: 0 };
	return Promise.all(
		[root, ...found].map(async (persona) => ({
			kind: "persona-appeared" as const,
			t: LATER,
			...persona,
			comm: await commOf(transport, persona.initPid),
			existing: true,
		})),
	);
};
