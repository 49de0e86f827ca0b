/** What the host must have: programs, and the Debian packages that bring them. */

import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { UserError } from "../../decoders/user-error.js";

interface Need {
	readonly program: string;
	readonly package: string;
	/** Not needed by root. */
	readonly onlyWithoutRoot?: boolean;
}

const NEEDS: readonly Need[] = [
	{ program: "qemu-system-x86_64", package: "qemu-system-x86" },
	{ program: "mmdebstrap", package: "mmdebstrap" },
	{ program: "newuidmap", package: "uidmap", onlyWithoutRoot: true },
	{ program: "flock", package: "util-linux" },
	{ program: "setpriv", package: "util-linux" },
	{ program: "unshare", package: "util-linux" },
	{ program: "tar", package: "tar" },
];

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The folders that Debian keeps programs in, even where a user's PATH leaves the last ones out. */
const folders = (): readonly string[] => [
	...(process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== ""),
	"/usr/sbin",
	"/sbin",
];

const installed = async (program: string): Promise<boolean> => {
	const tries = folders().map((folder) => access(join(folder, program), constants.X_OK));
	return Promise.any(tries).then(
		() => true,
		() => false,
	);
};

/** The Debian packages that this machine lacks for a guest. */
export const missing = async (): Promise<string[]> => {
	const needs = NEEDS.filter((need) => !(need.onlyWithoutRoot && isRoot()));
	const names = await Promise.all(needs.map(async (need) => ((await installed(need.program)) ? [] : [need.package])));
	return [...new Set(names.flat())];
};

export const requireHost = async (): Promise<void> => {
	const packages = await missing();
	if (packages.length === 0) return;
	throw new UserError(
		`the guest needs Debian packages that are not installed: ${packages.join(" ")}`,
		`${isRoot() ? "" : "sudo "}apt-get install --no-install-recommends ${packages.join(" ")}`,
	);
};

/** What makes a program root among mounts and processes of its own, which end with it. */
export const privateMounts = (): readonly string[] => [
	"unshare",
	...(isRoot() ? [] : ["--user", "--map-root-user"]),
	"--mount",
	"--pid",
	"--fork",
	"--kill-child",
];
