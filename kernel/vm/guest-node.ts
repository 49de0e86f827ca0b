/** Brings Node into a guest: the program out of an npm package, checked against the hash that the recipe holds. */

import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../decoders/user-error.js";
import type { NodePackage } from "./recipe.js";

const pack = async (node: NodePackage, folder: string): Promise<string> => {
	const result = await execa(
		"npm",
		["pack", "--ignore-scripts", "--silent", "--pack-destination", folder, `${node.name}@${node.version}`],
		{ cwd: folder, reject: false },
	);
	if (result.failed)
		throw new UserError(
			`npm could not fetch ${node.name}@${node.version}: ${result.stderr.split("\n")[0] || result.shortMessage}`,
			"Check the network and npm's registry setting (npm config get registry), then run this again.",
		);
	return join(folder, result.stdout.trim().split("\n").at(-1) ?? "");
};

const check = async (node: NodePackage, archive: string): Promise<void> => {
	const found = `sha512-${createHash("sha512")
		.update(await readFile(archive))
		.digest("base64")}`;
	if (found === node.integrity) return;
	throw new UserError(
		`${node.name}@${node.version} is not the package that the recipe names: its hash is ${found}`,
		"The registry or something on the way to it gave another file; use one that gives the original.",
	);
};

/** Puts the program to `path`. `scratch` is a folder for what is in between. */
export const bringNode = async (node: NodePackage, path: string, scratch: string): Promise<void> => {
	const folder = await mkdtemp(join(scratch, "node-"));
	try {
		const archive = await pack(node, folder);
		await check(node, archive);
		await execa("tar", ["-C", folder, "-xzf", archive, "package/bin/node"]);
		await copyFile(join(folder, "package/bin/node"), path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};
