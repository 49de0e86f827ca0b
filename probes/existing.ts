/** What existed before the probes, where the kernel does not tell it by itself. */
import { FRAMEBUFFER_MAJOR } from "../decoders/device-numbers.js";
import type { ClientId, DeviceClass, Event, Inum, Name, Nanos, Pid } from "../decoders/event.js";
import { deviceNumber, major, NO_NAME, ROOT_INIT_PID, ROOT_INUM } from "../decoders/event.js";
import { Clock } from "../decoders/lines/clock.js";
import { Fields } from "../decoders/lines/fields.js";
import type { Files } from "../decoders/lines/files.js";
import { Malformed } from "../decoders/lines/malformed.js";
import { type ClassOf, type FoundFile, foundFile } from "../decoders/lines/opens.js";
import { nameFromBytes, nameFromText } from "../decoders/names.js";
import type { Transport } from "./transport.js";

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

/** What is told of open files: which class each device is of, and whether the driver's own record is what names an input client. */
export interface Telling {
	readonly classOf: ClassOf;
	readonly evdev: boolean;
}

const grabOf = ({ how }: FoundFile, client: ClientId): readonly Event[] => {
	const grab = { kind: "grab", t: LATER, client, errno: 0, existing: true } as const;
	if (how === "revoked") return [{ ...grab, action: "revoke", real: false }];
	return how === "holds" ? [{ ...grab, action: "take", real: true }] : [];
};

const masterOf = ({ device, persona, process }: FoundFile, client: ClientId): Event => ({
	kind: "claim",
	t: LATER,
	class: "display",
	device,
	client,
	what: "master",
	taken: true,
	persona,
	process,
	errno: 0,
	existing: true,
});

const classIn = ({ device, how }: FoundFile, classOf: ClassOf): DeviceClass => {
	if (how === "block") return classOf(device, "block") ?? "other";
	return major(device) === FRAMEBUFFER_MAJOR ? "framebuffer" : (classOf(device) ?? "other");
};

const openedOf = (found: FoundFile, files: Files, { classOf, evdev }: Telling): readonly Event[] => {
	const { device, persona, process, flags, origin } = found;
	const kind = classIn(found, classOf);
	const own = kind === "input" && evdev;
	const client = files.found(own ? found.own : found.address);
	if (client === undefined) return [];
	return [
		...(origin === "outside" ? [{ kind: "entered", t: LATER, persona, process } as const] : []),
		{ kind: "opened", t: LATER, client, class: kind, device, persona, process, flags, existing: true, origin },
		...(own ? grabOf(found, client) : []),
		...(kind === "display" && found.how === "holds" ? [masterOf(found, client)] : []),
	];
};

/** Who has a device open. Heirs of an open file share it: the first that is found stands for them. */
export const openFiles = async (
	transport: Transport,
	program: string,
	files: Files,
	telling: Telling,
	signal: AbortSignal,
): Promise<readonly Event[]> => {
	files.look();
	const ran = await transport.run(["bpftrace", "-f", "json", "-e", program], { signal, timeout: 60_000 });
	if (ran.exitCode !== 0) throw new Error(ran.stderr.trim() || `bpftrace ended with ${ran.exitCode}`);
	const firsts = new Map<string, FoundFile>();
	for (const found of foundFiles(ran.stdout)) if (!firsts.has(found.address)) firsts.set(found.address, found);
	const opened = [...firsts.values()].flatMap((found) => openedOf(found, files, telling));
	files.looked();
	return opened;
};

/** Lines of `PATH:TEXT`, as grep tells them; the text of one path may be several lines, for a name may hold line breaks. */
const textsIn = (listed: Uint8Array): ReadonlyMap<string, string> => {
	const texts = new Map<string, string>();
	for (const line of new TextDecoder("latin1").decode(listed).split("\n")) {
		const at = line.indexOf(":");
		if (at === -1) continue;
		const path = line.slice(0, at);
		const before = texts.get(path);
		texts.set(path, before === undefined ? line.slice(at + 1) : `${before}\n${line.slice(at + 1)}`);
	}
	return texts;
};

/** As much of a name as the probes tell. */
const NAME_BYTES = 80;

const nameOf = (text: string | undefined): Name =>
	text === undefined ? NO_NAME : nameFromBytes(Buffer.from(text.slice(0, NAME_BYTES), "latin1"));

/** Devices that are there, out of what /sys/class says of each. What the table does not watch is not told. */
export const devicesIn = (listed: Uint8Array, classOf: ClassOf): readonly Event[] => {
	const texts = textsIn(listed);
	return [...texts].flatMap(([path, text]): readonly Event[] => {
		const [, folder = "", node = ""] = /^([\w-]+\/([^/]+))\/dev$/.exec(path) ?? [];
		const [, first, second] = /^(\d+):(\d+)$/.exec(text) ?? [];
		// Block devices are many as well, and most of them nobody's.
		if (folder === "" || folder.startsWith("block/") || first === undefined || second === undefined) return [];
		const device = deviceNumber(Number(first), Number(second));
		const kind = classOf(device);
		// Terminals are many, and told when somebody opens one.
		if (kind === undefined || kind === "terminal") return [];
		const name = nameOf(texts.get(`${folder}/device/name`) ?? texts.get(`${folder}/name`));
		return [{ kind: "device-appeared", t: LATER, class: kind, device, name, node: nameFromText(node), existing: true }];
	});
};

export const devices = async (transport: Transport, classOf: ClassOf): Promise<readonly Event[]> => {
	const { stdout } = await transport.run(
		["sh", "-c", "cd /sys/class && grep -aHs '' */*/dev */*/name input/*/device/name"],
		{ encoding: "latin1" },
	);
	return devicesIn(Buffer.from(stdout, "latin1"), classOf);
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
