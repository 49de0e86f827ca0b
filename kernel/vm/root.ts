/** Builds a guest's root folder with mmdebstrap. */

import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import { UserError } from "../../decoders/user-error.js";
import { isRoot } from "./host.js";
import { hookOf, type Recipe } from "./recipe.js";
import { mirrors } from "./sources.js";
import { tied } from "./tied.js";

/** What a build was seen to take: the root, mmdebstrap's own copy of it in its temporary folder, and a kernel's source and objects there. */
const ROOM = { root: 2.0e9, temporary: 1.6e9, compiling: 4.0e9 };

const requireRoom = async (folder: string, bytes: number, cure: string): Promise<void> => {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= bytes) return;
	const gigabytes = (n: number) => `${(n / 1e9).toFixed(1)} GB`;
	throw new UserError(
		`building the guest takes ${gigabytes(bytes)} in ${folder}, where ${gigabytes(free)} are free`,
		cure,
	);
};

/** What is known to go wrong, by what mmdebstrap says then. */
const CURES: readonly (readonly [RegExp, string])[] = [
	[/No space left on device/, "Make room in the cache folder and in TMPDIR (/tmp by default)."],
	[
		/Could not resolve|Temporary failure|Failed to fetch|Unable to connect|Could not connect|Cannot initiate the connection/i,
		"Check the network, or name a mirror that can be reached: DEVNS_MIRROR=http://mirror.example/debian",
	],
	[
		/unprivileged_userns_clone|unshare.*failed|cannot unshare|failed to unshare|uid_map|newuidmap|subuid/i,
		"Without root this needs user namespaces: allow them (sysctl kernel.unprivileged_userns_clone=1, apparmor's " +
			"restriction off), give the user a line in /etc/subuid and /etc/subgid, or build once as root with the same cache.",
	],
	[/nodev|noexec/, "TMPDIR is on a file system mounted nodev or noexec: set TMPDIR to another folder."],
];

const explain = (said: readonly string[]): UserError => {
	const errors = said.filter((line) => /^(E:|W:|Err:)|error|failed/i.test(line));
	const what = (errors.length > 0 ? errors : said).slice(-3).join(" | ");
	const cure = CURES.find(([pattern]) => said.some((line) => pattern.test(line)))?.[1];
	return new UserError(
		`mmdebstrap could not build the guest: ${what}`,
		cure ?? "Everything it said: npm run vm -- build --verbose",
	);
};

/**
 * mmdebstrap removes what it has begun when its whole process group is told to end, as a terminal's Ctrl-C does, and
 * tells its whole group to end when it fails. So it has a group of its own, which is told when our pipe to it closes:
 * in every case in which this process ends. As root it mounts the host's /proc and more: in a mount namespace, where that
 * may be, so that even a killed one leaves none of it behind.
 */
const GROUP = `exec 3<&0
(cat <&3; trap "" TERM; kill -TERM 0) >/dev/null 2>&1 &
unshare --mount true 2>/dev/null && set -- unshare --mount "$@"
exec "$@" 3<&- </dev/null`;

const bootstrap = (recipe: Recipe, sources: readonly string[]) => {
	const args = [
		"--variant=minbase",
		"--components=main",
		"--format=tar",
		...recipe.leaveOut.map((path) => `--dpkgopt=path-exclude=${path}`),
		`--include=${recipe.packages.join(",")}`,
		`--customize-hook=${hookOf(recipe)}`,
		recipe.release,
		"-",
		...sources,
	];
	return execa("sh", ["-c", GROUP, "sh", "mmdebstrap", ...args], {
		stdin: "pipe",
		detached: true,
		buffer: { stdout: false },
		lines: true,
		reject: false,
	});
};

/** Device nodes are left out: only root can make them, and the guest mounts its own. */
const unpack = (folder: string) => {
	const owner = isRoot() ? "--numeric-owner" : "--no-same-owner";
	const args = ["-C", folder, "--exclude=./dev/*", owner, "-xf", "-"];
	return execa(...tied("KILL", "tar", args), { stdout: "ignore", reject: false });
};

/** What is worth telling of what mmdebstrap says. */
const told = (line: string): string | undefined => {
	const [, said] = /^I: (.*)$/.exec(line) ?? [];
	if (said?.startsWith("running --customize-hook")) return "making the kernel";
	return said && /^(running|downloading|extracting|installing|creating)/.test(said) ? said : undefined;
};

export const buildRoot = async (
	recipe: Recipe,
	folder: string,
	log: (line: string) => void,
	verbose: boolean,
): Promise<void> => {
	await requireRoom(dirname(folder), ROOM.root, "Make room there, or choose another place with XDG_CACHE_HOME.");
	await requireRoom(
		process.env.TMPDIR || "/tmp",
		ROOM.temporary + (recipe.kernel ? ROOM.compiling : 0),
		"Make room there, or choose another place with TMPDIR.",
	);
	const making = bootstrap(recipe, await mirrors(recipe.release));
	const unpacking = unpack(folder);
	const telling = (async () => {
		for await (const line of making.iterable({ from: "stderr" })) {
			const news = verbose ? line : told(line);
			if (news) log(`  ${news}`);
		}
	})();
	// A broken pipe is told by what broke it.
	const piping = pipeline(making.stdout, unpacking.stdin).catch(() => undefined);
	const [made, unpacked] = await Promise.all([making, unpacking, piping, telling]);
	making.stdin.end();
	// How the programs ended decides, not how the streams between them did: tar may close its end before the last padding.
	if (made.exitCode !== 0) throw explain([...made.stderr, `it ended with ${made.signal ?? `exit ${made.exitCode}`}`]);
	if (unpacked.exitCode !== 0) throw explain([unpacked.stderr]);
};
