import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { ARROWS, EDGE, IMPURE, NO_EDGES, PURE } from "./arrows.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const IMPORT = /^\s*(?:import|export)\s[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;

interface Source {
	readonly path: string;
	readonly text: string;
}

const importsOf = (source: Source): readonly string[] =>
	[...source.text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");

const starts = (path: string, beginnings: readonly string[]): boolean =>
	beginnings.some((start) => path.startsWith(start));

const packageOf = (specifier: string): string => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** What is wrong with one import, or nothing. */
const forbidden = (source: Source, specifier: string): string | undefined => {
	const arrow = ARROWS.find(({ from }) => source.path.startsWith(from));
	if (!arrow) return `${source.path}: no rule for this folder in arrows.ts`;
	if (specifier.startsWith("node:"))
		return starts(source.path, PURE) && !EDGE.test(source.text)
			? `${source.path} imports ${specifier} and is no edge`
			: undefined;
	if (!specifier.startsWith(".")) {
		return arrow.packages.includes(packageOf(specifier)) ? undefined : `${source.path} may not import ${specifier}`;
	}
	const target = normalize(join(dirname(source.path), specifier)).replace(/\.js$/, ".ts");
	return starts(target, arrow.to) ? undefined : `${source.path} may not import ${target}`;
};

const impure = (source: Source): string | undefined => {
	const edge = EDGE.test(source.text);
	if (edge && starts(source.path, NO_EDGES)) return `${source.path}: there is no edge in this folder`;
	const found = edge || !starts(source.path, PURE) ? undefined : IMPURE.exec(source.text)?.[0];
	return found && `${source.path} uses ${found} and is no edge`;
};

const folders = [...new Set(ARROWS.map(({ from }) => from.split("/")[0]))];
const sources = (): readonly Source[] =>
	folders
		.flatMap((folder) =>
			readdirSync(join(root, `${folder}`), { encoding: "utf8", recursive: true }).map((path) => `${folder}/${path}`),
		)
		.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.includes("/generated/"))
		.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

test("every import in the tree follows the arrows", (t) => {
	const all = sources();
	t.true(all.length > 30, "the tree was read");
	t.deepEqual(
		all.flatMap((source) => importsOf(source).flatMap((specifier) => forbidden(source, specifier) ?? [])),
		[],
	);
});

test("only edges touch Node, clocks and timers", (t) => {
	t.deepEqual(
		sources().flatMap((source) => impure(source) ?? []),
		[],
	);
});

const refused = test.macro({
	exec: (t, path: string, text: string) => {
		const source = { path, text };
		t.not(importsOf(source).map((specifier) => forbidden(source, specifier))[0] ?? impure(source), undefined);
	},
	title: (_title = "", path = "", text = "") => `refused: ${path}: ${text}`,
});

test(refused, "decoders/event.ts", 'import type { A } from "./names.js";');
test(refused, "model/a.ts", 'import { b } from "../decoders/framing.js";');
test(refused, "model/a.ts", 'import { readFileSync } from "node:fs";');
test(refused, "model/a.ts", "/** Edge: no. */");
test(refused, "tui/a.ts", 'export { b } from "../probes/collector.js";');
test(refused, "tui/a.ts", 'import os from "node:os";');
test(refused, "report/a.ts", 'const b = await import("../tui/frame.js");');
test(refused, "kernel/vm/a.ts", 'import { c } from "../../probes/transport.js";');
test(refused, "decoders/a.ts", "const now = Date.now();");
test(refused, "elsewhere/a.ts", 'import { a } from "./b.js";');

test("an edge may import Node, a type import is an import", (t) => {
	const edge = { path: "probes/a.ts", text: '/** Edge: runs it. */\nimport { spawn } from "node:child_process";' };
	t.is(forbidden(edge, "node:child_process"), undefined);
	t.deepEqual(importsOf({ path: "", text: 'import type {\n\tA,\n\tB,\n} from "./event.js";' }), ["./event.js"]);
});
