/** Writes the "newc" archive that Linux unpacks as its initramfs: Documentation/driver-api/early-userspace/buffer-format.rst. */

export interface Entry {
	readonly path: string;
	/** A folder where absent. */
	readonly content?: Uint8Array | string;
	readonly executable?: boolean;
}

const FOLDER = 0o040755;
const FILE = 0o100644;
const PROGRAM = 0o100755;

const hex = (n: number): string => n.toString(16).padStart(8, "0");

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

const record = (inode: number, mode: number, path: string, content: Buffer): Buffer => {
	const name = Buffer.from(`${path}\0`);
	// ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize check
	const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
	return Buffer.concat([
		padded(Buffer.concat([Buffer.from(`070701${fields.map(hex).join("")}`), name])),
		padded(content),
	]);
};

/** Folders have to come before what is in them. */
export const cpio = (entries: readonly Entry[]): Buffer =>
	Buffer.concat([
		...entries.map(({ path, content, executable }, index) =>
			content === undefined
				? record(index + 1, FOLDER, path, Buffer.alloc(0))
				: record(index + 1, executable ? PROGRAM : FILE, path, Buffer.from(content)),
		),
		record(0, 0, "TRAILER!!!", Buffer.alloc(0)),
	]);
