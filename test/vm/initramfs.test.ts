import test from "ava";
import fc from "fast-check";
import { cpio, type Entry } from "../../kernel/vm/cpio.js";
import { loadOrder } from "../../kernel/vm/initramfs.js";

/** Reads a newc archive by its format's description, field by field. */
const unpack = (archive: Buffer): Entry[] => {
	const entries: Entry[] = [];
	for (let at = 0; ; ) {
		const field = (index: number) =>
			Number.parseInt(archive.toString("latin1", at + 6 + index * 8, at + 14 + index * 8), 16);
		if (archive.toString("latin1", at, at + 6) !== "070701") throw new Error(`no magic at ${at}`);
		const [mode, size, nameSize] = [field(1), field(6), field(11)];
		const path = archive.toString("utf8", at + 110, at + 110 + nameSize - 1);
		if (path === "TRAILER!!!") return entries;
		const begin = (at + 110 + nameSize + 3) & ~3;
		const folder = mode >> 12 === 4;
		const content = archive.subarray(begin, begin + size);
		entries.push(folder ? { path } : { path, content: Buffer.from(content), executable: (mode & 0o100) !== 0 });
		at = (begin + size + 3) & ~3;
	}
};

test("an archive holds what was put into it, whatever its sizes", (t) => {
	const path = fc.string({ unit: fc.constantFrom("a", "b", "ü", "-"), minLength: 1, maxLength: 9 });
	const file = fc.record({ path, content: fc.uint8Array({ maxLength: 9 }), executable: fc.boolean() });
	const entry = fc.oneof(file, fc.record({ path }));
	fc.assert(
		fc.property(fc.array(entry), (entries) => {
			const bytes = entries.map((each) => ("content" in each ? { ...each, content: Buffer.from(each.content) } : each));
			t.deepEqual(unpack(cpio(bytes)), bytes);
		}),
	);
});

const DEP = `kernel/fs/9p/9p.ko: kernel/net/9p/9pnet.ko kernel/fs/fscache/fscache.ko kernel/fs/netfs/netfs.ko
kernel/net/9p/9pnet.ko:
kernel/net/9p/9pnet_virtio.ko.xz: kernel/net/9p/9pnet.ko kernel/drivers/virtio/virtio.ko
kernel/fs/fscache/fscache.ko: kernel/fs/netfs/netfs.ko
kernel/fs/netfs/netfs.ko:
kernel/drivers/virtio/virtio.ko:
kernel/drivers/char/virtio-console.ko: kernel/drivers/virtio/virtio.ko
`;

test("modules are loaded after what they need, each once", (t) => {
	t.deepEqual(loadOrder(DEP, ["virtio_console", "9pnet_virtio", "9p", "built_in"]), [
		"kernel/drivers/virtio/virtio.ko",
		"kernel/drivers/char/virtio-console.ko",
		"kernel/net/9p/9pnet.ko",
		"kernel/net/9p/9pnet_virtio.ko.xz",
		"kernel/fs/netfs/netfs.ko",
		"kernel/fs/fscache/fscache.ko",
		"kernel/fs/9p/9p.ko",
	]);
});
