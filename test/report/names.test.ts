import test from "ava";
import { nameFromBytes } from "../../decoders/names.js";
import { personaOf } from "../../model/personas.js";
import { deviceName, displayName, processText, quoted } from "../../report/names.js";
import { at, BLUE, key, observe, ROOT } from "../model/at.js";

const named = (names: Readonly<Record<string, string>>): string => {
	const events = Object.entries(names).map(([source, name]) => at(2).personaNamed({ source: source as "tag", name }));
	const persona = personaOf(observe(at(1).personaAppeared({ comm: "" }), ...events), BLUE as never);
	return persona ? displayName(persona) : "";
};

const all = { comm: "init", hostname: "host", container: "box", tag: "blue" };
const names: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
	["its tag before all", all, "blue (4026532001)"],
	["its container without a tag", { ...all, tag: "" }, "box (4026532001)"],
	["its hostname without those", { ...all, tag: "", container: "" }, "host (4026532001)"],
	["its init's comm without those", { comm: "init" }, "init (4026532001)"],
	["its number without any", {}, "persona 4026532001"],
	["a name that is more than a word in quotes", { tag: "a b" }, '"a b" (4026532001)'],
	["a name that says root with its number", { tag: "root" }, "root (4026532001)"],
	["a long name cut, never its number", { hostname: "x".repeat(64) }, `"${"x".repeat(23)}…" (4026532001)`],
];
for (const [what, of, expected] of names)
	test(`a persona is called by ${what}`, (t) => {
		t.is(named(of), expected);
	});

test("root is root, whatever it is named", (t) => {
	const root = observe(at(1).personaNamed({ persona: ROOT })).personas.get(key(ROOT));
	t.is(root && displayName(root), "root");
});

test("the next to have a number is told apart", (t) => {
	const state = observe(at(1).personaAppeared(), at(2).personaGone(), at(3).personaAppeared());
	t.deepEqual(
		[key(BLUE), key(BLUE, 2)].map((one) => {
			const persona = state.personas.get(one);
			return persona && displayName(persona);
		}),
		["init (4026532001)", "init (4026532001#2)"],
	);
});

const quotes: readonly (readonly [string, string])[] = [
	["evtest", "evtest"],
	["input0::capslock", "input0::capslock"],
	["日本", "日本"],
	["a b", '"a b"'],
	['say "hi"', '"say \\"hi\\""'],
	["\\x1b[2J", '"\\x1b[2J"'],
	["", ""],
];
for (const [name, expected] of quotes)
	test(`in a sentence ${JSON.stringify(name)} is ${expected}`, (t) => {
		t.is(quoted(name), expected);
	});

test("no bytes make a name that ends its quotes", (t) => {
	const name = nameFromBytes(new TextEncoder().encode('a\\" of root opened "b\n'));
	t.is(quoted(name), String.raw`"a\\\" of root opened \"b\x0a"`);
});

test("a device is its node, or its number", (t) => {
	const devices = [...observe(at(1).deviceAppeared(), at(1).opened({ class: "other", device: 1 })).devices.values()];
	t.deepEqual(devices.map(deviceName), ["event0", "other 0:1"]);
});

test("a process has its PID outside and inside", (t) => {
	t.is(processText(at(1).opened({ process: { pid: 812, innerPid: 3, comm: "sh" } }).process), "sh 812/3");
});
