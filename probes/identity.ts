/**
 * Which container a process is in, by the name that people gave it: told by the path of its cgroup, as the host sees it, and by what the
 * container's runtime keeps in files. Each layout is of its runtime's documentation or source; docs/stock.md says which have been seen on a
 * real machine.
 */

export const RUNTIMES = [
	"docker",
	"podman",
	"kubernetes",
	"containerd",
	"lxc",
	"nspawn",
	"waydroid",
	/** Android in a container of any runtime. */
	"redroid",
] as const;
export type Runtime = (typeof RUNTIMES)[number];

export interface Identity {
	readonly runtime: Runtime;
	/** As the runtime numbers it; for some runtimes the name itself. */
	readonly id: string;
	/** What people call it, where the path says so. */
	readonly name: string | undefined;
	/** Whose cgroup it is, such as "user-1000", where that is not root's: who calls it what they like. */
	readonly user: string | undefined;
}

interface Layout {
	readonly runtime: Runtime;
	readonly pattern: RegExp;
	/** Whether the path has the name, rather than a number. */
	readonly named: boolean;
}

const ID = "([0-9a-f]{64})";

/**
 * The outermost in the path counts, which is the container whose init is looked up: of what lies below, a container says itself what it is
 * called, and may say another's name. Of two that begin at one place, the first counts.
 */
const LAYOUTS: readonly Layout[] = [
	// kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID.slice/cri-containerd-ID.scope; crio-, docker-; or kubepods/burstable/podUID/ID.
	{
		runtime: "kubernetes",
		pattern: new RegExp(
			`/(?:[^/]*-)?kubepods[^/]*/(?:.*?/)?(?:cri-containerd-|crio-|docker-)?${ID}(?:\\.scope)?(?:/|$)`,
		),
		named: false,
	},
	// libpod-ID.scope, under machine.slice or the user's; libpod_parent/libpod-ID with cgroupfs.
	{ runtime: "podman", pattern: new RegExp(`/libpod-${ID}(?:\\.scope)?(?:/|$)`), named: false },
	// system.slice/docker-ID.scope; docker/ID with cgroupfs.
	{ runtime: "docker", pattern: new RegExp(`/docker[-/]${ID}(?:\\.scope)?(?:/|$)`), named: false },
	{ runtime: "containerd", pattern: new RegExp(`/(?:nerdctl|cri-containerd)-${ID}(?:\\.scope)?(?:/|$)`), named: false },
	// Waydroid is a container of LXC's under that name.
	{ runtime: "waydroid", pattern: /\/lxc(?:\.payload[./]|\/)(waydroid)(?:-\d+)?(?:\/|$)/, named: true },
	// lxc.payload.NAME (4.0 and later, LXD and Incus too), lxc.payload/NAME, lxc/NAME.
	{ runtime: "lxc", pattern: /\/lxc(?:\.payload[./]|\/)([^/]+)(?:\/|$)/, named: true },
	// machine.slice/systemd-nspawn@NAME.service/payload, machine.slice/machine-NAME.scope/payload.
	{ runtime: "nspawn", pattern: /\/systemd-nspawn@([^/]+)\.service(?:\/|$)/, named: true },
	{ runtime: "nspawn", pattern: /\/machine-([^/]+)\.scope(?:\/|$)/, named: true },
];

/** systemd writes what a unit's name can't hold as \xNN, and a slash as a dash. */
const unescaped = (unit: string): string =>
	unit.replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The path of each hierarchy in /proc/PID/cgroup: "0::/PATH", or "N:CONTROLLERS:/PATH" before version 2. */
const pathsIn = (cgroup: string): readonly string[] =>
	cgroup.split("\n").flatMap((line) => /^\d+:[^:]*:(\/.*)$/.exec(line)?.[1] ?? []);

const UNIFIED = /^0::(\/.+)$/m;
const OF_SYSTEMD = /^\d+:name=systemd:(\/.+)$/m;

/** The path of a process's cgroup, below the root's: of the one hierarchy, or before version 2 of the one that systemd keeps, or any. */
export const cgroupOf = (cgroup: string): string | undefined =>
	UNIFIED.exec(cgroup)?.[1] ?? OF_SYSTEMD.exec(cgroup)?.[1] ?? pathsIn(cgroup).find((path) => path !== "/");

/** A user may call cgroups there what they like, also as a container of root's is called, or by its number. */
const userOf = (path: string): string | undefined => {
	const [, user] = /^\/user\.slice\/(?:(user-\d+)\.slice(?:\/|$))?/.exec(path) ?? [];
	if (user === "user-0" || !path.startsWith("/user.slice/")) return undefined;
	return user ?? "user";
};

/** Nothing where no runtime that is known keeps a container there. */
export const identityOf = (cgroup: string): Identity | undefined => {
	for (const path of pathsIn(cgroup)) {
		const found = LAYOUTS.flatMap(({ runtime, pattern, named }) => {
			const match = pattern.exec(path);
			const id = match?.[1];
			if (!match || id === undefined || id.startsWith("..")) return [];
			const name = named ? unescaped(id) : undefined;
			return [{ at: match.index, identity: { runtime, id: name ?? id, name, user: userOf(path) } }];
		});
		const [outermost] = found.toSorted((a, b) => a.at - b.at);
		if (outermost) return outermost.identity;
	}
	return undefined;
};

/** A file in which a runtime says what people call its containers. */
export interface StateFile {
	readonly path: string;
	readonly nameIn: (content: string) => string | undefined;
	/** Whether Android runs in it. */
	readonly isAndroid?: (content: string) => boolean;
}

const json = (content: string): unknown => {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
};

/** What is under these keys, one in the other. */
const at = (value: unknown, ...keys: readonly string[]): unknown =>
	keys.reduce<unknown>(
		(inner, key) => (inner instanceof Object && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined),
		value,
	);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const dockerState = (id: string): StateFile => ({
	path: `/var/lib/docker/containers/${id}/config.v2.json`,
	nameIn: (content) => text(at(json(content), "Name"))?.replace(/^\//, ""),
	isAndroid: (content) => /redroid/.test(text(at(json(content), "Config", "Image")) ?? ""),
});

/** containers/storage keeps all of a driver's in one file. */
const podmanState = (id: string, folder: string, driver: string): StateFile => ({
	path: `${folder}/${driver}-containers/containers.json`,
	nameIn: (content) => {
		const all = json(content);
		const mine = Array.isArray(all) ? all.find((one: unknown) => at(one, "id") === id) : undefined;
		return text(at(mine, "names", "0"));
	},
	isAndroid: (content) => {
		const all = json(content);
		const mine = Array.isArray(all) ? all.find((one: unknown) => at(one, "id") === id) : undefined;
		return /redroid/.test(text(at(json(text(at(mine, "metadata")) ?? ""), "image-name")) ?? "");
	},
});

const STORES: readonly string[] = ["/var/lib/containers/storage", "/run/containers/storage"];
const DRIVERS: readonly string[] = ["overlay", "vfs", "btrfs", "zfs"];

const criState = (id: string): StateFile => ({
	path: `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/config.json`,
	nameIn: (content) => {
		const notes = at(json(content), "annotations");
		const [namespace, pod, container] = ["sandbox-namespace", "sandbox-name", "container-name"].map((key) =>
			text(at(notes, `io.kubernetes.cri.${key}`)),
		);
		if (pod === undefined) return undefined;
		return [namespace, pod, container ?? "(pause)"].filter((part) => part !== undefined).join("/");
	},
});

/** Where the name of a container is to be found, in this order. */
export const stateFiles = ({ runtime, id }: Identity): readonly StateFile[] => {
	switch (runtime) {
		case "docker":
			return [dockerState(id)];
		case "podman":
			return STORES.flatMap((folder) => DRIVERS.map((driver) => podmanState(id, folder, driver)));
		case "kubernetes":
			return [criState(id), dockerState(id)];
		default:
			return [];
	}
};

/** "docker/web", or with the beginning of its number "docker/3f2a91c7d0e4"; a user's "lxc/user-1000/web". */
export const containerName = ({ runtime, id, name, user }: Identity): string => {
	const whose = user === undefined ? runtime : `${runtime}/${user}`;
	return runtime === "waydroid" ? whose : `${whose}/${name ?? id.slice(0, 12)}`;
};
