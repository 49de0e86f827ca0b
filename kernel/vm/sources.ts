/**
 * Where the guest's packages come from: `DEVNS_MIRROR`, else the mirrors this machine's own apt has for the release,
 * else whatever mmdebstrap takes by default. Formats: sources.list(5).
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "./recipe.js";

interface Source {
	readonly uri: string;
	readonly suite: string;
	readonly components: readonly string[];
	/** A keyring's path; a key inside the file is not carried over. */
	readonly signedBy: string | undefined;
}

const ONE_LINE = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/;

const fromOneLine = (line: string): readonly Source[] => {
	const [, options = "", uri, suite, components] = ONE_LINE.exec(line.replace(/#.*/, "").trim()) ?? [];
	if (uri === undefined || suite === undefined || components === undefined) return [];
	const signedBy = /(?:^|\s)signed-by=(\S+)/.exec(options)?.[1];
	return [{ uri, suite, components: components.split(/\s+/), signedBy }];
};

const words = (stanza: ReadonlyMap<string, string>, field: string): readonly string[] =>
	(stanza.get(field) ?? "").split(/\s+/).filter((word) => word !== "");

const fromStanza = (text: string): readonly Source[] => {
	const lines = text.split("\n").filter((line) => !line.startsWith("#"));
	const fields = lines
		.join("\n")
		.replace(/\n[ \t]+/g, " ")
		.split("\n");
	const stanza = new Map(
		fields.map((field) => {
			const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(field) ?? [];
			return [name.toLowerCase(), value];
		}),
	);
	if (!words(stanza, "types").includes("deb") || stanza.get("enabled") === "no") return [];
	const signedBy = words(stanza, "signed-by").find((word) => word.startsWith("/"));
	return words(stanza, "uris").flatMap((uri) =>
		words(stanza, "suites").map((suite) => ({ uri, suite, components: words(stanza, "components"), signedBy })),
	);
};

/** The sources of a file of apt's, by its name's ending. */
export const sourcesOf = (name: string, text: string): readonly Source[] =>
	name.endsWith(".sources") ? text.split(/\n\s*\n/).flatMap(fromStanza) : text.split("\n").flatMap(fromOneLine);

/** Of these sources, the ones a release is made of, as mmdebstrap takes them; none where the release itself isn't among them. */
export const mirrorsFor = (release: Release, sources: readonly Source[]): readonly string[] => {
	const suites = [release, `${release}-updates`, `${release}-security`];
	const used = sources.filter(({ suite, components }) => suites.includes(suite) && components.includes("main"));
	if (!used.some(({ suite }) => suite === release)) return [];
	const lines = used.map(({ uri, suite, signedBy }) =>
		["deb", ...(signedBy ? [`[signed-by=${signedBy}]`] : []), uri, suite, "main"].join(" "),
	);
	return [...new Set(lines)];
};

const aptFiles = async (): Promise<readonly string[]> => {
	const parts = await readdir("/etc/apt/sources.list.d").catch(() => []);
	const used = parts.filter((name) => /\.(list|sources)$/.test(name));
	return ["/etc/apt/sources.list", ...used.map((name) => join("/etc/apt/sources.list.d", name))];
};

export const mirrors = async (release: Release): Promise<readonly string[]> => {
	const chosen = process.env.DEVNS_MIRROR;
	if (chosen) return [chosen];
	const files = await aptFiles();
	const texts = await Promise.all(
		files.map(async (file) => sourcesOf(file, await readFile(file, "utf8").catch(() => ""))),
	);
	return mirrorsFor(release, texts.flat());
};
