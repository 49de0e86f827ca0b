import { existsSync, readFileSync } from "node:fs";
import test from "ava";
import fc from "fast-check";
import { typeInformation } from "../../probes/btf.js";
import { fewTypes } from "../../probes/few-types.js";
import { layoutOf } from "../../probes/layout.js";
import { Builder, INT } from "./types.js";

const builder = (): Builder => {
	const builder = new Builder();
	// 1 int, 2 array, 3 struct inner, 4 const inner, 5 union without a name, 6 struct outer
	builder.word(builder.text("int"), INT, 4, 32);
	builder.word(0, 3 << 24, 0, 1, 1, 8);
	builder.structure("inner", 8, [
		{ name: "first", type: 1, bits: 0 },
		{ name: "second", type: 1, bits: 32 },
	]);
	builder.word(0, 10 << 24, 3);
	builder.structure(
		"",
		8,
		[
			{ name: "either", type: 1, bits: 0 },
			{ name: "or", type: 4, bits: 0 },
		],
		5,
	);
	builder.structure("outer", 40, [
		{ name: "array", type: 2, bits: 0 },
		{ name: "", type: 5, bits: 128 },
		{ name: "inside", type: 4, bits: 256 },
	]);
	return builder;
};

const types = typeInformation(builder().bytes());

test("a field is where its structure says", (t) => {
	t.is(types?.offsetOf("inner", "second"), 4);
	t.is(types?.sizeOf("inner"), 8);
	t.is(types?.sizeOf("outer"), 40);
});

test("a field inside a field, through qualifiers and members without a name", (t) => {
	t.is(types?.offsetOf("outer", "inside", "second"), 36);
	t.is(types?.offsetOf("outer", "either"), 16);
	t.is(types?.offsetOf("outer", "or", "second"), 20);
});

test("what is not there has no offset", (t) => {
	t.is(types?.offsetOf("outer", "nothing"), undefined);
	t.is(types?.offsetOf("nothing", "first"), undefined);
	t.is(types?.offsetOf("outer", "array", "first"), undefined);
	t.is(types?.sizeOf("nothing"), undefined);
	t.is(types && layoutOf(types), undefined);
});

/** Type 7 is the first of the module's own: a structure of one of the kernel's, with a name that is the kernel's string. */
const moduleOf = (kernel: Builder): Uint8Array => {
	const own = new Builder(kernel.stringBytes);
	own.structure("driver", 16, [
		{ name: "mine", type: 1, bits: 0 },
		{ name: "theirs", type: 3, bits: 64 },
	]);
	own.structure("further", 32, [{ name: "driver", type: 7, bits: 128 }]);
	return own.bytes();
};

test("a module's types go on where the kernel's end", (t) => {
	const kernel = builder();
	const base = typeInformation(kernel.bytes());
	const driver = typeInformation(moduleOf(kernel), base);
	t.is(driver?.offsetOf("driver", "theirs", "second"), 12);
	t.is(driver?.offsetOf("further", "driver", "theirs", "second"), 28);
	t.is(driver?.offsetOf("outer", "or", "second"), 20, "the kernel's are known as well");
	t.is(driver?.sizeOf("further"), 32);
	t.is(base?.sizeOf("driver"), undefined);
	t.is(
		typeInformation(moduleOf(kernel))?.offsetOf("driver", "theirs", "second"),
		undefined,
		"not without the kernel's",
	);
});

test("damaged bytes never throw", (t) => {
	const sound = builder().bytes();
	t.is(typeInformation(new Uint8Array()), undefined);
	t.is(typeInformation(new TextEncoder().encode("no type information at all")), undefined);
	fc.assert(
		fc.property(
			fc.nat({ max: sound.length - 1 }),
			fc.nat({ max: 255 }),
			fc.nat({ max: sound.length }),
			(at, byte, end) => {
				const bytes = sound.slice(0, end);
				bytes[at] = byte;
				const damaged = typeInformation(bytes);
				damaged?.offsetOf("outer", "or", "second");
				t.pass();
			},
		),
		{ numRuns: 3000 },
	);
});

const KERNEL = "/sys/kernel/btf/vmlinux";
(existsSync(KERNEL) ? test : test.skip)("this machine's kernel has all that the probes need", (t) => {
	const found = typeInformation(new Uint8Array(readFileSync(KERNEL)));
	const layout = found && layoutOf(found);
	t.regex(layout?.text ?? "", /^(#define [A-Z_]+ \d+\n){20}/);
	t.true(layout?.known.has("device"));
});

test("the few types that a program is given are read as such", (t) => {
	const types = typeInformation(fewTypes());
	t.is(types?.sizeOf("task_struct"), 0);
	t.is(types?.sizeOf("pid"), undefined);
});
