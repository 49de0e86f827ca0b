/** All probes of a program share one room for their maps: a name means one thing in it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test from "ava";

const PROBES = fileURLToPath(new URL("../../../probes/", import.meta.url));

const FILES = readdirSync(PROBES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".bt"));

/** By map, the files that give it keys and those that use it as one number. What is printed or cleared says neither. */
const uses = () => {
	const found = new Map<string, { readonly keyed: Set<string>; readonly single: Set<string> }>();
	for (const file of FILES) {
		const text = readFileSync(`${PROBES}${file}`, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
		for (const [, name = "", bracket] of text.matchAll(/(?<!print\(|clear\()@(\w+)(\[)?/g)) {
			const use = found.get(name) ?? { keyed: new Set(), single: new Set() };
			(bracket === undefined ? use.single : use.keyed).add(file);
			found.set(name, use);
		}
	}
	return found;
};

test("no probe uses as one number what another gives keys", (t) => {
	const found = uses();
	t.true(found.size > 20);
	for (const [name, { keyed, single }] of found)
		t.true(keyed.size === 0 || single.size === 0, `@${name}: ${[...keyed]} against ${[...single]}`);
});
