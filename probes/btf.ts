/**
 * Where fields lie in the kernel's structures, read from its type information (https://docs.kernel.org/bpf/btf.html).
 * Only structures and what their members lead through are looked at. A module's types go on where the kernel's own end.
 */

interface Structure {
	readonly size: number;
	readonly members: readonly Member[];
}

interface Member {
	/** Empty where the member is a structure without a name, whose members are the outer one's. */
	readonly name: string;
	readonly type: number;
	/** In bytes. */
	readonly offset: number;
}

export interface TypeInformation {
	/** Offset in bytes of a field, such as ("pid_namespace", "ns", "inum"); nothing where there is no such field. */
	offsetOf(structure: string, ...path: readonly string[]): number | undefined;
	sizeOf(structure: string): number | undefined;
}

const MAGIC = 0xeb9f;
const TYPE_BYTES = 12;
const STRUCT = 4;
const UNION = 5;
/** Those that only stand for another type: typedef, volatile, const, restrict, type tag. */
const ALIASES: ReadonlySet<number> = new Set([8, 9, 10, 11, 18]);
/** Bytes that follow a type of each kind, apart from those for each of its members. */
const FOLLOWING: Readonly<Record<number, number>> = { 1: 4, 3: 12, 14: 4, 17: 4 };
const FOR_EACH_MEMBER: Readonly<Record<number, number>> = { 4: 12, 5: 12, 6: 8, 13: 8, 15: 12, 19: 12 };
/** Where the member is a bit field, the upper bits of its offset are its size. */
const OFFSET_BITS = 0xffffff;
/** Damaged type information may lead in circles. */
const DEEPEST = 16;

/** To read beyond the end is a RangeError. */
const ifSound = <Value>(read: () => Value): Value | undefined => {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
};

class Types implements TypeInformation {
	readonly #view: DataView;
	readonly #bytes: Buffer;
	readonly #strings: number;
	/** Where each type's record begins, by its number from 1. */
	readonly #records: Uint32Array;
	readonly #named = new Map<string, number>();
	/** The kernel's own types, where these are a module's; its types and strings come before these. */
	readonly #base: Types | undefined;
	readonly #firstType: number;
	readonly #firstString: number;
	readonly #stringBytes: number;

	constructor(bytes: Uint8Array, base?: Types) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#base = base;
		this.#firstType = base === undefined ? 0 : base.#firstType + base.#records.length;
		this.#firstString = base === undefined ? 0 : base.#firstString + base.#stringBytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		if (this.#view.getUint16(0, true) !== MAGIC) throw new RangeError("no type information");
		const header = this.#view.getUint32(4, true);
		const begin = header + this.#view.getUint32(8, true);
		const end = begin + this.#view.getUint32(12, true);
		this.#strings = header + this.#view.getUint32(16, true);
		this.#stringBytes = this.#view.getUint32(20, true);
		// Type 0 is void, which has no record.
		const records = base === undefined ? [0] : [];
		for (let at = begin; at < end; at += this.#length(at)) {
			const kind = this.#kind(at);
			if (kind === STRUCT && this.#view.getUint32(at, true) !== 0)
				this.#named.set(this.#text(at), this.#firstType + records.length);
			records.push(at);
		}
		this.#records = Uint32Array.from(records);
	}

	sizeOf(structure: string): number | undefined {
		return ifSound(() => this.#find(structure)?.size);
	}

	offsetOf(structure: string, ...path: readonly string[]): number | undefined {
		return ifSound(() => this.#follow(this.#numberOf(structure), path));
	}

	#follow(structure: number | undefined, path: readonly string[]): number | undefined {
		let type = structure;
		let offset = 0;
		for (const name of path) {
			const member = type === undefined ? undefined : this.#member(type, name);
			if (member === undefined) return undefined;
			offset += member.offset;
			type = member.type;
		}
		return offset;
	}

	#find(name: string): Structure | undefined {
		const type = this.#numberOf(name);
		return type === undefined ? undefined : this.#structure(type);
	}

	#numberOf(structure: string): number | undefined {
		const own = this.#named.get(structure);
		if (own !== undefined || this.#base === undefined) return own;
		return this.#base.#numberOf(structure);
	}

	#member(type: number, name: string, depth = 0): Member | undefined {
		if (depth > DEEPEST) return undefined;
		for (const member of this.#structure(type)?.members ?? []) {
			if (member.name === name) return member;
			if (member.name !== "") continue;
			const inner = this.#member(member.type, name, depth + 1);
			if (inner) return { ...inner, offset: member.offset + inner.offset };
		}
		return undefined;
	}

	#structure(type: number, depth = 0): Structure | undefined {
		if (this.#base !== undefined && type < this.#firstType) return this.#base.#structure(type, depth);
		const at = this.#records[type - this.#firstType];
		if (at === undefined || type === 0 || depth > DEEPEST) return undefined;
		const kind = this.#kind(at);
		if (ALIASES.has(kind)) return this.#structure(this.#view.getUint32(at + 8, true), depth + 1);
		if (kind !== STRUCT && kind !== UNION) return undefined;
		const members = Array.from({ length: this.#count(at) }, (_, index): Member => {
			const member = at + TYPE_BYTES + index * 12;
			return {
				name: this.#text(member),
				type: this.#view.getUint32(member + 4, true),
				offset: (this.#view.getUint32(member + 8, true) & OFFSET_BITS) / 8,
			};
		});
		return { size: this.#view.getUint32(at + 8, true), members };
	}

	#kind(at: number): number {
		return (this.#view.getUint32(at + 4, true) >>> 24) & 0x1f;
	}

	#count(at: number): number {
		return this.#view.getUint32(at + 4, true) & 0xffff;
	}

	#length(at: number): number {
		const kind = this.#kind(at);
		return TYPE_BYTES + (FOLLOWING[kind] ?? 0) + this.#count(at) * (FOR_EACH_MEMBER[kind] ?? 0);
	}

	/** The string that the record at `at` begins with a reference to. */
	#text(at: number): string {
		return this.#string(this.#view.getUint32(at, true));
	}

	#string(offset: number): string {
		if (this.#base !== undefined && offset < this.#firstString) return this.#base.#string(offset);
		const begin = this.#strings + offset - this.#firstString;
		return this.#bytes.toString("latin1", begin, this.#bytes.indexOf(0, begin));
	}
}

/** Nothing where the bytes are no type information, or damaged. `kernel` is what a module's goes on from. */
export const typeInformation = (bytes: Uint8Array, kernel?: TypeInformation): TypeInformation | undefined =>
	ifSound(() => new Types(bytes, kernel instanceof Types ? kernel : undefined));
