/** Edge: recordings, or what was kept of some, as measures. Many are read by several processes. */
import { readdirSync, statSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { UserError } from "../decoders/user-error.js";
import { type MeasuresRecord, Measuring } from "../model/measures.js";
import { keepHeapSmall } from "./heap.js";
import { openRuns } from "./source.js";

const MAIN = fileURLToPath(new URL("main.js", import.meta.url));
const SCHEMA = 1;
/** A process of its own is worth it from so many bytes on. */
const WORTH_A_PROCESS = 4 << 20;

interface Baseline extends MeasuresRecord {
	readonly schema: number;
	readonly type: "measures";
}

/** What a baseline file holds, and what processes tell each other. */
export const baselineText = (record: MeasuresRecord): string =>
	`${JSON.stringify({ schema: SCHEMA, type: "measures", ...record } satisfies Baseline)}\n`;

const isBaseline = (value: unknown): value is Baseline =>
	typeof value === "object" && value !== null && "type" in value && value.type === "measures" && "samples" in value;

const baselineOf = (text: string, path: string): MeasuresRecord => {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		value = undefined;
	}
	if (!isBaseline(value))
		throw new UserError(`${path} is JSON, but no baseline.`, "Make one: devns-top diff A B --save-baseline FILE");
	if (value.schema > SCHEMA)
		throw new UserError(`${path} is a baseline of a newer devns-top.`, "Update devns-top, or save it anew.");
	return value;
};

const beginsLikeJson = async (path: string): Promise<boolean> => {
	if (path === "-") return false;
	const file = await open(path, "r").catch(() => undefined);
	try {
		const head = Buffer.alloc(1);
		return (await file?.read(head, 0, 1, 0))?.bytesRead === 1 && head[0] === 0x7b;
	} catch {
		return false;
	} finally {
		await file?.close();
	}
};

/** A folder stands for all recordings in it. */
export const recordingsIn = (paths: readonly string[]): readonly string[] =>
	paths.flatMap((path) => {
		if (path === "-" || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
		const found = readdirSync(path)
			.filter((name) => name.endsWith(".devns"))
			.sort();
		if (found.length === 0) throw new UserError(`${path} holds no recordings.`, "Their names end in .devns.");
		return found.map((name) => join(path, name));
	});

/** Reads them one after the other. */
const measureHere = async (paths: readonly string[], measuring: Measuring): Promise<void> => {
	keepHeapSmall();
	for (const path of paths) {
		if (await beginsLikeJson(path)) {
			measuring.addRecord(baselineOf(await readFile(path, "utf8"), path));
			continue;
		}
		for await (const events of await openRuns(path)) measuring.apply(events);
		measuring.endRecording();
	}
};

const measureThere = async (paths: readonly string[]): Promise<MeasuresRecord> => {
	const { stdout, stderr, exitCode, shortMessage } = await execa(process.execPath, [MAIN, "measure", "--", ...paths], {
		reject: false,
		maxBuffer: 1 << 28,
		cleanup: true,
	});
	if (exitCode === 0) return baselineOf(stdout, "A process's answer");
	const [message = "", cure = ""] = stderr.replace(/^devns-top: /, "").split("\n");
	throw new UserError(
		message || `A process that was to read recordings ended: ${shortMessage}`,
		cure.trim() || "Is there enough memory? Name fewer files at once.",
	);
};

const sizeOf = (path: string): number => (path === "-" ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0));

/** About as many bytes for each. */
const dealt = (paths: readonly string[], hands: number): readonly (readonly string[])[] => {
	const all = Array.from({ length: hands }, () => ({ bytes: 0, paths: [] as string[] }));
	const bySize = paths.map((path) => ({ path, size: sizeOf(path) })).sort((a, b) => b.size - a.size);
	for (const { path, size } of bySize) {
		const least = all.reduce((one, other) => (other.bytes < one.bytes ? other : one));
		least.paths.push(path);
		least.bytes += size + 1;
	}
	return all.map((hand) => hand.paths).filter((hand) => hand.length > 0);
};

export const measureAll = async (given: readonly string[], processes = availableParallelism()): Promise<Measuring> => {
	const paths = recordingsIn(given);
	const measuring = new Measuring();
	const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
	const hands = Math.min(processes, paths.length, Math.ceil(bytes / WORTH_A_PROCESS));
	if (hands <= 1) await measureHere(paths, measuring);
	else for (const record of await Promise.all(dealt(paths, hands).map(measureThere))) measuring.addRecord(record);
	return measuring;
};

/** `devns-top measure`: one of those processes. */
export const measure = async (paths: readonly string[]): Promise<number> => {
	const measuring = new Measuring();
	await measureHere(paths, measuring);
	process.stdout.write(baselineText(measuring.record()));
	return 0;
};
