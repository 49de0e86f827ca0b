/** Edge: `devns-top diff` and `devns-top check`. */
import { writeFile } from "node:fs/promises";
import { cannotCreate } from "../decoders/recording.js";
import { UserError } from "../decoders/user-error.js";
import { compare } from "../model/comparison.js";
import { type Judged, judge, judgeDifference, type Limit, type Tolerance } from "../model/limits.js";
import type { Measures, Measuring } from "../model/measures.js";
import {
	type Compare,
	comparisonMarkdown,
	comparisonRecords,
	comparisonText,
	judgedRecord,
	judgedText,
	sideRecord,
} from "../report/comparison.js";
import { line } from "../report/json.js";
import { amount } from "../report/units.js";
import { EXIT, type ExitCode } from "./exit.js";
import { baselineText, measureAll } from "./measure.js";

/** Values that a baseline keeps of each measure: enough for the test, and a file of some ten KiB. */
const KEPT = 512;

interface DiffOptions {
	readonly with?: readonly string[] | undefined;
	readonly failOn?: readonly Tolerance[] | undefined;
	readonly saveBaseline?: string | undefined;
	readonly json?: true | undefined;
	readonly markdown?: true | undefined;
}

/** A regression outranks what is not sure or not whole. */
const verdict = (judged: readonly Judged[], sides: readonly Measures[]): ExitCode => {
	if (judged.some(({ ruling }) => ruling === "broken")) return EXIT.violation;
	const unsure = judged.some(({ ruling }) => ruling === "unsure" || ruling === "absent");
	return unsure || sides.some(({ shortcomings }) => shortcomings.size > 0) ? EXIT.inconclusive : EXIT.pass;
};

const save = (path: string, measuring: Measuring): Promise<void> =>
	writeFile(path, baselineText(measuring.record(KEPT))).catch((error: unknown) => {
		throw cannotCreate(error, path);
	});

const shown = (all: Compare, { json, markdown }: DiffOptions): string => {
	if (json)
		return comparisonRecords(all)
			.map((record) => `${line(record)}\n`)
			.join("");
	return markdown ? comparisonMarkdown(all) : comparisonText(all);
};

export const diff = async (files: readonly string[], options: DiffOptions): Promise<ExitCode> => {
	const { with: others, failOn = [], saveBaseline } = options;
	if (others === undefined && files.length !== 2)
		throw new UserError("Two sides are compared.", "Name one file each, or several: devns-top diff A… --with B…");
	const [left, right] = others === undefined ? [files.slice(0, 1), files.slice(1)] : [files, others];
	const [one, other] = [await measureAll(left), await measureAll(right)];
	const [a, b] = [one.measures, other.measures];
	const judged = failOn.map((tolerance) => judgeDifference(tolerance, a, b));
	process.stdout.write(shown({ comparison: compare(a, b), a, b, judged }, options));
	if (saveBaseline !== undefined) await save(saveBaseline, other);
	return verdict(judged, [a, b]);
};

interface CheckOptions {
	readonly json?: true | undefined;
	readonly saveBaseline?: string | undefined;
}

/** Limits that are no difference: of one side, however many recordings it is of. */
export const check = async (
	files: readonly string[],
	limits: readonly Limit[],
	{ json, saveBaseline }: CheckOptions,
): Promise<ExitCode> => {
	if (limits.length === 0 && saveBaseline === undefined)
		throw new UserError("There is no limit to keep.", "Name one: devns-top check FILE --limit 'switch.fb.p95 < 20ms'");
	const measuring = await measureAll(files);
	const { measures } = measuring;
	const judged = limits.map((limit) => judge(limit, measures));
	const missing = [...measures.shortcomings].map(([what, sessions]) => `${what} in ${amount(sessions, "session")}`);
	const lines = json
		? [line(sideRecord("a", measures)), ...judged.map((one) => line(judgedRecord(one)))]
		: [...judged.map(judgedText), ...(missing.length > 0 ? [`INCOMPLETE: ${missing.join(", ")}`] : [])];
	if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
	if (saveBaseline !== undefined) await save(saveBaseline, measuring);
	return verdict(judged, [measures]);
};
