/** Edge: `devns-top export`: recordings as tables for other programs, or rewritten to be read by others, or to be kept. */
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { cannotCreate, createRecording, standardOutput } from "../../decoders/recording.js";
import { type Codec, compress } from "../../decoders/stream/compression.js";
import { gathered } from "../../decoders/stream/gathering.js";
import { BLOCK_EVENTS } from "../../decoders/stream/trace-writer.js";
import { BLOCK_MS } from "../../decoders/trace.js";
import { UserError } from "../../decoders/user-error.js";
import { createModel } from "../../model/model.js";
import type { Switch } from "../../model/state.js";
import type { ExportTable } from "../../report/tables/table.js";
import {
	FINDINGS,
	type From,
	findingRows,
	SESSIONS,
	SHARES,
	SWITCHES,
	sessionRow,
	shareRows,
	switchRow,
	TABLES,
	TALLIES,
	tallyRows,
	UEVENTS,
	ueventRows,
} from "../../report/tables/tables.js";
import { EXIT, type ExitCode, tellOfClosedPipe } from "../exit.js";
import { recordingsIn } from "../measure.js";
import { Recorder } from "../recorder.js";
import { openTrace } from "../source.js";
import { type Format, type Sink, sinkFor } from "./sink.js";

export interface ExportOptions {
	readonly to: Format | "devns";
	readonly output: string;
	/** Of a recording that is rewritten. */
	readonly compress?: Codec | undefined;
}

/** However few events of a file shared a block while it was recorded, now as many do as can: nobody waits for them. */
const PATIENCE_MS = 60_000;

const HISTORY = { switchHistory: 64, logHistory: 0 };

const nameOf = (path: string): string => (path === "-" ? "stdin" : basename(path).replace(/\.devns$/, ""));

const makeFolder = (path: string): void => {
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
	} catch (error) {
		throw cannotCreate(error, path);
	}
};

/** All tables of one recording, each in a file of its own: `OUT/switches/NAME.parquet`. */
const exportOne = async (path: string, to: Format, output: string): Promise<void> => {
	const name = nameOf(path);
	const sinks = new Map<ExportTable, Sink>(
		TABLES.map((table) => [table, sinkFor(to, join(output, table.name, `${name}.${to}`), table)]),
	);
	const put = (table: ExportTable, rows: Parameters<Sink["put"]>[0][]): void => {
		for (const row of rows) sinks.get(table)?.put(row);
	};
	let session = -1;
	const from = (): From => ({ recording: name, session });
	const passed = (one: Switch): void => {
		put(SWITCHES, [switchRow(model.state, one, from())]);
		put(SHARES, [...shareRows(one, from())]);
	};
	const model = createModel({ ...HISTORY, passed });
	const endSession = (): void => {
		if (session < 0) return;
		put(SESSIONS, [sessionRow(model.state, from())]);
		put(TALLIES, [...tallyRows(model.state, from())]);
		put(FINDINGS, [...findingRows(model.state, from())]);
		put(UEVENTS, [...ueventRows(model.state, from())]);
	};
	for await (const events of await openTrace(path)) {
		let begin = 0;
		events.forEach((event, at) => {
			if (event.kind !== "session") return;
			model.apply(events.slice(begin, at));
			endSession();
			// What is known of it passes on as the next one begins.
			model.apply([event]);
			session++;
			begin = at + 1;
		});
		model.apply(begin === 0 ? events : events.slice(begin));
	}
	for (const one of model.state.switches) passed(one);
	endSession();
	await Promise.all(Array.from(sinks.values(), (sink) => sink.end()));
};

/** The events as they are: uncompressed, as every reader of the format can read them, or as small as they get. */
const rewrite = async (path: string, { output, compress: codec }: ExportOptions): Promise<void> => {
	// What this Node can't write is refused before there is a file.
	if (codec !== undefined) compress(codec, new Uint8Array(0));
	if (output === "-") tellOfClosedPipe();
	const batches = await openTrace(path);
	const recording = output === "-" ? standardOutput() : await createRecording(output, {});
	const recorder = new Recorder({ codec });
	// A pipe may be of what happens now.
	const patience = path === "-" ? BLOCK_MS : PATIENCE_MS;
	try {
		for await (const events of gathered(batches, BLOCK_EVENTS, patience))
			for (const one of recorder.write(events)) await recording.write(one);
		for (const one of recorder.end()) await recording.write(one);
	} finally {
		await recording.close();
	}
};

export const exportRecordings = async (given: readonly string[], options: ExportOptions): Promise<ExitCode> => {
	const { to, output } = options;
	const paths = recordingsIn(given);
	if (to === "devns") {
		const [path, ...others] = paths;
		if (path === undefined || others.length > 0) throw new UserError("One recording is rewritten.", "Name one file.");
		await rewrite(path, options);
		return EXIT.pass;
	}
	if (options.compress !== undefined)
		throw new UserError("Tables are compressed as their formats are.", "--compress goes with --to devns.");
	const names = paths.map(nameOf);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined)
		throw new UserError(`Two recordings are called ${twice}.`, "Export them into folders of their own.");
	if (output === "-") throw new UserError("Tables are several files.", "Name a folder for them: -o FOLDER");
	for (const { name } of TABLES) makeFolder(join(output, name));
	for (const path of paths) await exportOne(path, to, output);
	return EXIT.pass;
};
