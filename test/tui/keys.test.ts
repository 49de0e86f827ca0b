import test from "ava";
import fc from "fast-check";
import { actionOf, BINDINGS } from "../../tui/bindings.js";
import { type Key, readKeys, settleKeys } from "../../tui/keys.js";

const spelled = (keys: readonly Key[]): string =>
	keys
		.map((key) => {
			if (key.name === "mouse") return `<${key.does} ${key.x},${key.y}>`;
			return key.name === "text" ? key.text : `<${key.name}>`;
		})
		.join("");

const reads = test.macro({
	exec: (t, input: string, keys: string, rest: string = "") => {
		const read = readKeys(input);
		t.is(spelled(read.keys), keys);
		t.is(read.rest, rest);
	},
	title: (_title = "", input = "", keys = "") => `${JSON.stringify(input)} reads as ${keys || "nothing"}`,
});

test(reads, "q?é日", "q?é日");
test(reads, "\x1b[A\x1b[B\x1b[C\x1b[D", "<up><down><right><left>");
test(reads, "\x1bOA\x1bOB\x1bOH\x1bOF", "<up><down><home><end>");
test(reads, "\x1b[1~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~", "<home><end><pageup><pagedown><home><end>");
test(reads, "\x1b[1;5A\x1b[5;2~", "<up><pageup>");
test(reads, "\t\x1b[Z\r\n\x7f\b", "<tab><backtab><enter><enter><backspace><backspace>");
test(reads, "\x03\x0c\x15\x1a", "<ctrl-c><ctrl-l><ctrl-u><ctrl-z>");
test(reads, "\x1bOM", "<enter>");
test(reads, "\x1b\x1b[A", "<escape><up>");
test(reads, "a\x1b", "a", "\x1b");
test(reads, "\x1b[", "", "\x1b[");
test(reads, "\x1b[1;", "", "\x1b[1;");
test(reads, "\x1bO", "", "\x1bO");
test(reads, "\x1bq", "");
test(reads, "\x1b[<0;10;5Mx\x1b[<0;10;5m", "<click 9,4>x");
test(reads, "\x1b[<64;1;1M\x1b[<65;300;90M", "<wheel-up 0,0><wheel-down 299,89>");
test(reads, "\x1b[<16;2;2M\x1b[<2;2;2M\x1b[<35;2;2M\x1b[<1;2;2M\x1b[<0;0;2M", "<click 1,1>");
test(reads, "\x1bOP\x1bOS\x1b[15~\x1b[21~\x1b[11~", "<f1><f4><f5><f10><f1>");
test(reads, "\x1b[[A\x1b[[Ex", "<f1><f5>x");
test(reads, "\x1b[[", "", "\x1b[[");
test(reads, "\x1b[Mqqqx", "x");
test(reads, "\x1b[Mq", "", "\x1b[Mq");
test(reads, "\x1b[Iq\x1b[O", "q");
test(reads, "\x1b]11;rgb:qq/qq/qq\x07x", "x");
test(reads, "\x1bPq#0\x1b\\x", "x");
test(reads, "\x1b]11;rgb:qq", "", "\x1b]11;rgb:qq");
test(reads, "\x01\x02\x07\x80\u202e", "");

test("an Escape that nothing follows is the key, the start of anything else is noise", (t) => {
	t.deepEqual(settleKeys("\x1b"), [{ name: "escape" }]);
	for (const rest of ["", "\x1b[", "\x1bO", "\x1b[1;5", "\x1b]11"]) t.deepEqual(settleKeys(rest), []);
});

test("however input is cut, the same keys are read", (t) => {
	const pieces = fc.constantFrom(
		"q",
		"é",
		"🎮",
		"\x1b[A",
		"\x1bOB",
		"\x1b[5~",
		"\x1b[<0;1;1M",
		"\r",
		"\x1b]0;q\x07",
		"\x1b[1;5C",
	);
	fc.assert(
		fc.property(fc.array(pieces), fc.array(fc.nat(12)), (all, cuts) => {
			const input = all.join("");
			const { keys, rest } = readKeys(input);
			let pending = "";
			const apart: Key[] = [];
			let left = Array.from(input);
			for (const cut of [...cuts, left.length]) {
				const read = readKeys(pending + left.slice(0, cut).join(""));
				left = left.slice(cut);
				pending = read.rest;
				apart.push(...read.keys);
			}
			t.is(spelled(apart), spelled(keys));
			t.is(pending, rest);
		}),
	);
});

test("no control sequence types a letter", (t) => {
	const parameters = fc.stringMatching(/^[0-?]{0,8}$/);
	const final = fc.stringMatching(/^[@-LN-~]$/);
	fc.assert(
		fc.property(parameters, final, (inside, end) => {
			t.true(readKeys(`\x1b[${inside}${end}`).keys.every(({ name }) => name !== "text"));
		}),
	);
});

test("every key of the table does what the table says, and no key does two things", (t) => {
	const seen = new Set<string>();
	for (const { action, keys } of BINDINGS)
		for (const bound of keys) {
			const key: Key = typeof bound === "string" ? { name: bound } : { name: "text", text: bound.text };
			t.is(actionOf(key), action);
			t.false(seen.has(JSON.stringify(key)), JSON.stringify(key));
			seen.add(JSON.stringify(key));
		}
	t.is(actionOf({ name: "text", text: "x" }), undefined);
});
