/** Whatever comes out of bpftrace, whoever chose it: no line is forged, none makes the decoder throw or tell half an event. */
import test from "ava";
import fc from "fast-check";
import { bytesOf, escapes, type Heard, hear, map, printed, words } from "./hearer.js";

const HOSTILE = [
	'"}\n{"type": "printf"',
	"\u001b[31mred",
	"a\\x41\\",
	"%s%n",
	"\u202etxt",
	"ünï",
	"",
	"15 bytes of it!",
];

const isSound = (value: unknown): boolean =>
	typeof value === "number"
		? Number.isFinite(value)
		: typeof value !== "object" || value === null || Object.values(value).every(isSound);

for (const text of HOSTILE) {
	test(`a process and a device called ${JSON.stringify(text)} are an open and a device`, (t) => {
		const open = printed(`io 1 0 5 13631555 402 611 3 ${words(text)} 0 0`);
		const device = printed(`ia 2 0 13631555 0 ${escapes(bytesOf(`${text}\0`))}`);
		const heard = hear([bytesOf(open + device)]);
		t.deepEqual(
			heard.map(({ kind }) => kind),
			["opened", "device-appeared"],
		);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
		t.notRegex(JSON.stringify(heard), /[\u0000-\u001f\u007f-\u009f\u202e]/);
	});
}

const rejected = test.macro<[line: string]>({
	exec(t, line) {
		const heard = hear([bytesOf(`${line}\n${printed("sn 9 0")}`)]);
		t.deepEqual(
			heard.map(({ kind }) => kind),
			["reject", "seen"],
		);
	},
	title: (_, line) => `rejects ${line.slice(0, 60)}, and goes on`,
});

for (const line of [
	"Attaching 3 probes...",
	"{",
	'{"type": "printf", "data": "',
	'{"type": "printf", "data": "sn 9 0',
	'{"type": "hist", "data": {"@x": []}}',
	'{"type": "map", "data": {"@delivered": [1]}}',
	'{"type": "map", "data": {}}',
	'{"type": "lost_events", "data": {"events": -1}}',
	'{"type": "lost_events", "data": {"events": "many"}}',
	"null",
	"[]",
	printed("sn 9").trim(),
	printed("sn 9 0 0").trim(),
	printed("sn  9 0").trim(),
	printed("sn 9 0 ").trim().replace("\\n", " \\n"),
	printed("sn x 0").trim(),
	printed("sn -9 0").trim(),
	printed("zz 9 0").trim(),
	printed("s 9 0").trim(),
	printed("").trim(),
	printed("sn 123456789012345678901 0").trim(),
	printed("se 9 0 99999999999999999 1 2 0").trim(),
	printed("se 9 0 7 1 2 5").trim(),
	printed("gr 9 0 5 7 1 0 0").trim(),
	printed("gr 9 0 5 0 2 0 0").trim(),
	printed("nt 9 0 402 xyz").trim(),
	printed("nt 9 0 402 123456789").trim(),
	printed("ia 9 0 5 0 plain").trim(),
	printed("ia 9 0 5 0 \\x4").trim(),
	printed("fc 9 0 nowhere 1 1 1 1 1").trim(),
])
	test(rejected, line);

test("what is rejected is cut and harmless", (t) => {
	const [reject] = hear([bytesOf(`\u001b[2J${"🙂".repeat(200)}\n`)]);
	t.is(reject?.kind, "reject");
	const text = String((reject as { text?: unknown }).text);
	t.true(text.length <= 200);
	t.true(text.startsWith("\\x1b[2J"));
	t.notRegex(text, /\p{Cs}/u);
});

const SOUND = [
	printed(`sr 17 1 7 4026532203 1 611 3 4026531836 ${words("x")}`),
	printed(`de 22 0 7 1 4026531836 -5 ${escapes(bytesOf("input\0"))}`),
	printed(`io 26 0 5 13631555 402 611 3 ${words("y")} 34818 0`),
	printed("tl 100 0") + map("@delivered", '"5": 10') + map("@delivery_at", '"5": 9000000000000000000'),
	'{"type": "lost_events", "data": {"events": 11}}\n',
].join("");

test("changed bytes never throw, and never make a number that is none", (t) => {
	const sound = bytesOf(SOUND);
	const changes = fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), {
		minLength: 1,
		maxLength: 5,
	});
	fc.assert(
		fc.property(changes, fc.nat({ max: sound.length }), (some, cut) => {
			const bytes = sound.slice();
			for (const [at, byte] of some) bytes[at] = byte;
			const heard: readonly Heard[] = hear([bytes.subarray(0, cut), bytes.subarray(cut)]);
			t.true(heard.every(isSound));
		}),
		{ numRuns: 2000 },
	);
});

test("any bytes at all are read to their end", (t) => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
			t.true(hear([bytes]).every(isSound));
		}),
	);
});
