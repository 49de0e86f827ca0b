import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import test from "ava";
import fc from "fast-check";
import { sinkFor } from "../../cli/export/sink.js";
import { Recorder } from "../../cli/recorder.js";
import { switchSummary } from "../../model/latency.js";
import { createModel } from "../../model/model.js";
import { tally } from "../../model/tallies.js";
import type { ExportTable } from "../../report/tables/table.js";
import { record, tell } from "../decoders/traces.js";
import { ownFolder } from "../folder.js";
import { wholeSwitch } from "../model/at.js";
import { BLUE, ROOT, STAGE } from "../model/audit/story.js";
import { checkout, devnsTop, FIXTURE } from "./command.js";
import { played, recordingOf } from "./played.js";

const folder = ownFolder();

const recorded = await tell(readFileSync(FIXTURE));
const stateOf = () => {
	const model = createModel({ switchHistory: 1e6 });
	model.apply(recorded);
	return model.state;
};

type Row = Readonly<Record<string, unknown>>;

const ask = async (sql: string): Promise<readonly Row[]> => {
	const instance = await DuckDBInstance.create(":memory:");
	const connection = await instance.connect();
	try {
		const reader = await connection.runAndReadAll(sql);
		return reader.getRowObjectsJS();
	} finally {
		connection.closeSync();
		instance.closeSync();
	}
};

const exported = async (to: string, files: readonly string[] = [FIXTURE]): Promise<string> => {
	const out = join(mkdtempSync(join(folder, "out-")), "out");
	const { exitCode, stderr } = await devnsTop(["export", ...files, "--to", to, "-o", out]);
	if (exitCode !== 0) throw new Error(stderr);
	return out;
};

const questions = readFileSync(join(checkout, "docs/export.md"), "utf8");
const QUESTIONS = [...questions.matchAll(/([^\n]+)\n\n```sql\n([\s\S]*?)```/g)].map(([, title = "", sql = ""]) => ({
	title,
	sql,
}));

test.serial("every question of the documentation has an answer, and it is the report's", async (t) => {
	t.timeout(120_000);
	const out = await exported("parquet");
	const state = stateOf();
	const answers = await Promise.all(QUESTIONS.map(({ sql }) => ask(sql.replaceAll("'out/", `'${out}/`))));
	t.is(answers.length, 6);
	for (const [index, rows] of answers.entries()) t.true(rows.length > 0, QUESTIONS[index]?.title);
	const [slowest, drivers, routes, input, machines, weeks] = answers;
	const summary = switchSummary(state);
	t.is(slowest?.[0]?.total_ms, (summary.total?.max ?? 0) / 1e6);
	t.is(drivers?.length, summary.drivers.length);
	for (const { driver, phase, took } of summary.drivers) {
		const row = drivers?.find((one) => one.driver === driver && one.phase === phase);
		t.is(row?.median_ms, took.median / 1e6);
		t.is(row?.p95_ms, took.p95 / 1e6);
	}
	t.is(routes?.length, summary.routes.length);
	t.is(input?.reduce((sum, row) => sum + Number(row.delivered), 0) ?? 0, tally(state, {}).delivered ?? -1);
	t.like(machines?.[0], { host: "guest", incomplete: 0n });
	t.is(Number(weeks?.[0]?.n), summary.firsts.frame?.count ?? 0);
});

test.serial("what was absent is NULL", async (t) => {
	const bare = join(folder, "bare.devns");
	writeFileSync(bare, Buffer.concat(record([[...STAGE, ...wholeSwitch(100, 1, ROOT, BLUE)]])));
	const out = await exported("parquet", [FIXTURE, bare]);
	const [row] = await ask(
		`SELECT count(*) AS n, count(first_frame_ns) AS frames, min(first_frame_ns) AS least FROM '${out}/switches/*.parquet'`,
	);
	const { switches } = stateOf();
	t.is(Number(row?.n), switches.length + 1);
	t.is(Number(row?.frames), switches.filter(({ firsts }) => firsts.has("frame")).length);
	t.true(Number(row?.least) > 0);
});

test.serial("Parquet, NDJSON and CSV hold the same", async (t) => {
	const [parquet, ndjson, csv] = [await exported("parquet"), await exported("ndjson"), await exported("csv")];
	for (const table of ["sessions", "switches", "shares", "tallies"]) {
		const sql = (from: string) => `SELECT * FROM ${from} ORDER BY ALL`;
		const one = await ask(sql(`'${parquet}/${table}/*.parquet'`));
		t.true(one.length > 0);
		t.deepEqual(await ask(sql(`read_json('${ndjson}/${table}/*.ndjson')`)), one, table);
		t.is((await ask(sql(`read_csv('${csv}/${table}/*.csv')`))).length, one.length, table);
	}
	t.is(statSync(join(parquet, "switches", "three-personas.parquet")).mode & 0o777, 0o600);
});

test.serial("several recordings are several files, and one table", async (t) => {
	const files = [1, 2, 3].map((seed) => {
		const path = join(folder, `machine-${seed}.devns`);
		writeFileSync(path, recordingOf(played({ seed, switches: 100 }), seed === 3));
		return path;
	});
	const out = await exported("parquet", files);
	t.deepEqual(readdirSync(join(out, "switches")), ["machine-1.parquet", "machine-2.parquet", "machine-3.parquet"]);
	const rows =
		await ask(`SELECT recording, count(*) AS n, bool_and(complete) AS complete FROM '${out}/switches/*.parquet'
		JOIN '${out}/sessions/*.parquet' USING (recording, session) GROUP BY ALL ORDER BY recording`);
	t.deepEqual(
		rows.map(({ n, complete }) => [Number(n), complete]),
		[
			[100, true],
			[100, true],
			[100, false],
		],
	);
	const twice = await devnsTop(["export", FIXTURE, FIXTURE, "-o", join(folder, "twice")]);
	t.is(twice.exitCode, 2);
	t.regex(twice.stderr, /are called three-personas/);
});

test.serial("any text and any number come back from each format as they were", async (t) => {
	const table: ExportTable = {
		name: "any",
		columns: [
			{ name: "place", type: "whole" },
			{ name: "text", type: "text" },
			{ name: "number", type: "whole" },
			{ name: "flag", type: "flag" },
		],
	};
	const cells = fc.tuple(
		fc.option(fc.string({ unit: "grapheme", maxLength: 12 }), { nil: undefined }),
		fc.option(fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), { nil: undefined }),
		fc.option(fc.boolean(), { nil: undefined }),
	);
	const some = fc.sample(cells, { numRuns: 300, seed: 5 });
	// More than a row group.
	const rows = Array.from({ length: 25_000 }, (_, at) => [at, ...(some[at % some.length] ?? [])] as const);
	const expected = rows.map(([at, text, number, flag]) => ({
		place: BigInt(at),
		text: text ?? null,
		number: number === undefined ? null : BigInt(number),
		flag: flag ?? null,
	}));
	const columns = "{place: 'BIGINT', text: 'VARCHAR', number: 'BIGINT', flag: 'BOOLEAN'}";
	for (const [format, from] of [
		["parquet", (path: string) => `'${path}'`],
		["ndjson", (path: string) => `read_json('${path}', columns = ${columns})`],
	] as const) {
		const path = join(folder, `any.${format}`);
		const sink = sinkFor(format, path, table);
		for (const row of rows) sink.put(row);
		await sink.end();
		const found = await ask(`SELECT * FROM ${from(path)} ORDER BY place`);
		t.is(found.length, rows.length, format);
		t.true(
			found.every((row, index) => JSON.stringify(row, plain) === JSON.stringify(expected[index], plain)),
			format,
		);
	}
});

/** BigInt has no JSON, and what is not printable was made so. */
const plain = (_: string, value: unknown) =>
	typeof value === "bigint"
		? `${value}n`
		: typeof value === "string"
			? value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?")
			: value;

test.serial("a compressed recording is rewritten as what protoc reads, with the same events", async (t) => {
	const recorder = new Recorder({ codec: "deflate" });
	const path = join(folder, "small.devns");
	writeFileSync(path, Buffer.concat([...recorder.write(recorded), ...recorder.end()]));
	const out = join(folder, "plain.devns");
	t.is((await devnsTop(["export", path, "--to", "devns", "-o", out])).exitCode, 0);
	t.deepEqual(await tell(readFileSync(out)), recorded);
	t.true(statSync(out).size > 1.5 * statSync(path).size);
});

test.serial("what was recorded in small blocks is rewritten in full ones, which compress", async (t) => {
	const path = join(folder, "slow.devns");
	const recorder = new Recorder({ codec: "brotli" });
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < recorded.length; at += 12) chunks.push(...recorder.write(recorded.slice(at, at + 12)));
	writeFileSync(path, Buffer.concat([...chunks, ...recorder.end()]));
	const out = join(folder, "kept.devns");
	t.is((await devnsTop(["export", path, "--to", "devns", "--compress", "-o", out])).exitCode, 0);
	t.deepEqual(await tell(readFileSync(out)), recorded);
	t.true(statSync(out).size < statSync(path).size / 3, `${statSync(out).size} of ${statSync(path).size}`);
});

test.serial("a torn recording is rewritten with what is known to be missing", async (t) => {
	const path = join(folder, "torn.devns");
	const whole = join(folder, "rewritten.devns");
	writeFileSync(path, recordingOf(recorded, true));
	t.is((await devnsTop(["export", path, "--to", "devns", "--compress", "deflate", "-o", whole])).exitCode, 0);
	t.deepEqual(await tell(readFileSync(whole)), await tell(readFileSync(path)));
	t.is((await devnsTop(["report", whole])).exitCode, 3);
});

test.serial("tables are not compressed by an option for recordings", async (t) => {
	const { exitCode, stderr } = await devnsTop(["export", FIXTURE, "--compress", "-o", join(folder, "no-tables")]);
	t.is(exitCode, 2);
	t.regex(stderr, /--compress goes with --to devns/);
});
