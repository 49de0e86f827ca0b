/** What the kernel starts with: busybox and the modules that reach the shared folders, and what this run is to do. */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cpio, type Entry } from "./cpio.js";
import { checkout, type Guest } from "./guest.js";

const WANTED = ["virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay"];

/** modules.dep(5): each module's path, then what it depends on, the deepest last. */
const dependencies = (text: string): ReadonlyMap<string, readonly string[]> =>
	new Map(
		text
			.split("\n")
			.filter((line) => line.includes(":"))
			.map((line) => {
				const [path = "", rest = ""] = line.split(":");
				return [path, rest.trim().split(" ").filter(Boolean)];
			}),
	);

const nameOf = (path: string): string =>
	basename(path)
		.replace(/\.ko(\.\w+)?$/, "")
		.replaceAll("-", "_");

/** Paths of the modules to load, in order. What is not there is built into the kernel. */
export const loadOrder = (modulesDep: string, wanted: readonly string[]): readonly string[] => {
	const all = dependencies(modulesDep);
	const paths = wanted.flatMap((name) => [...all].filter(([path]) => nameOf(path) === name));
	return [...new Set(paths.flatMap(([path, needs]) => [...needs.toReversed(), path]))];
};

const script = (name: string): Promise<Buffer> => readFile(join(checkout, "kernel/vm", name));

/** `orders` is a shell script that says what to run: see orders.ts. */
export const initramfs = async (guest: Guest, orders: string): Promise<Buffer> => {
	const tree = join(guest.root, "lib/modules", guest.kernel);
	const order = loadOrder(await readFile(join(tree, "modules.dep"), "utf8"), WANTED);
	const modules = order.map(async (path, index): Promise<Entry> => {
		const name = `${String(index).padStart(2, "0")}-${basename(path)}`;
		return { path: `modules/${name}`, content: await readFile(join(tree, path)) };
	});
	return cpio([
		...["bin", "dev", "proc", "sys", "modules", "devns", "root"].map((path) => ({ path })),
		{ path: "bin/busybox", content: await readFile(join(guest.root, "bin/busybox")), executable: true },
		...(await Promise.all(modules)),
		{ path: "init", content: await script("early.sh"), executable: true },
		{ path: "devns/init.sh", content: await script("init.sh"), executable: true },
		{ path: "devns/orders", content: orders },
	]);
};
