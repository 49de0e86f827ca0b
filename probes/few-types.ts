/**
 * Type information of the little that a program needs, in the kernel's form (https://docs.kernel.org/bpf/btf.html).
 *
 * For each cast bpftrace searches all types that it knows for one of that name, up to 0.17 by comparing with every name of the kernel's:
 * 0.3 s a cast on an emulated CPU, and a program has hundreds. The programs bring their offsets themselves (layout.ts), so
 * of the kernel's types they need those alone that tracepoints' fields have, and a name for the current task.
 */

const MAGIC = 0xeb9f;
const HEADER_BYTES = 24;
const INT = 1;
const STRUCT = 4;
const TYPEDEF = 8;
const SIGNED = 1 << 24;

interface Integer {
	readonly name: string;
	readonly bytes: number;
	readonly signed: boolean;
	/** What the kernel calls it. */
	readonly aliases: readonly string[];
}

const INTEGERS: readonly Integer[] = [
	{ name: "unsigned char", bytes: 1, signed: false, aliases: ["u8", "__u8"] },
	{ name: "short unsigned int", bytes: 2, signed: false, aliases: ["u16", "__u16"] },
	{ name: "unsigned int", bytes: 4, signed: false, aliases: ["u32", "__u32", "dev_t"] },
	{ name: "long long unsigned int", bytes: 8, signed: false, aliases: ["u64", "__u64"] },
	{ name: "signed char", bytes: 1, signed: true, aliases: ["s8", "__s8"] },
	{ name: "short int", bytes: 2, signed: true, aliases: ["s16", "__s16"] },
	{ name: "int", bytes: 4, signed: true, aliases: ["s32", "__s32", "pid_t"] },
	{ name: "long long int", bytes: 8, signed: true, aliases: ["s64", "__s64", "ktime_t", "time64_t"] },
];

const word = (value: number): readonly number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];

class Writer {
	readonly #types: number[] = [];
	/** The first is the empty one. */
	readonly #strings: number[] = [0];
	#count = 0;

	/** The number of the type. */
	add(name: string, kind: number, sizeOrType: number, ...following: readonly number[]): number {
		this.#types.push(...word(this.#strings.length), ...word(kind << 24), ...word(sizeOrType), ...following);
		this.#strings.push(...new TextEncoder().encode(name), 0);
		return ++this.#count;
	}

	bytes(): Uint8Array {
		const types = this.#types.length;
		const version = 1;
		const header = [
			MAGIC & 255,
			MAGIC >> 8,
			version,
			0,
			...[HEADER_BYTES, 0, types, types, this.#strings.length].flatMap(word),
		];
		return Uint8Array.from([...header, ...this.#types, ...this.#strings]);
	}
}

export const fewTypes = (): Uint8Array => {
	const writer = new Writer();
	for (const { name, bytes, signed, aliases } of INTEGERS) {
		const type = writer.add(name, INT, bytes, ...word((signed ? SIGNED : 0) | (bytes * 8)));
		for (const alias of aliases) writer.add(alias, TYPEDEF, type);
	}
	writer.add("task_struct", STRUCT, 0);
	return writer.bytes();
};
