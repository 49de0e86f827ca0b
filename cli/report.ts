/** Edge: `devns-top report`. */

import { UserError } from "../decoders/user-error.js";
import { Tenures } from "../model/tenure.js";
import { reportHtml } from "../report/html/page.js";
import { line, reportJson } from "../report/json.js";
import { measuresRecords, measuresText } from "../report/measures.js";
import { reportText } from "../report/text.js";
import { EXIT, type ExitCode, exitOf } from "./exit.js";
import { keepHeapSmall } from "./heap.js";
import { measureAll, recordingsIn } from "./measure.js";
import { openRuns } from "./source.js";

/** Of the latest switches and problems, so many are listed; the figures are of all. */
const HISTORY = { switchHistory: 2000, logHistory: 2000, problemsOnly: true };

interface Options {
	readonly json?: true | undefined;
	readonly html?: true | undefined;
}

/** Of several recordings, what they say together. */
const printMeasures = async (files: readonly string[], { json, html }: Options): Promise<ExitCode> => {
	if (html) throw new UserError("A page is of one recording.", "Name one file, or leave out --html.");
	const { measures } = await measureAll(files);
	process.stdout.write(
		json
			? measuresRecords(measures)
					.map((record) => `${line(record)}\n`)
					.join("")
			: measuresText(measures),
	);
	if (measures.violations > 0) return EXIT.violation;
	return measures.shortcomings.size > 0 ? EXIT.inconclusive : EXIT.pass;
};

/** What was readable is printed whatever is missing; what is missing makes it no evidence, and the exit code says so. */
export const printReport = async (given: readonly string[], options: Options): Promise<ExitCode> => {
	const [file = "-", ...others] = recordingsIn(given);
	if (others.length > 0) return printMeasures([file, ...others], options);
	const { json, html } = options;
	keepHeapSmall();
	const tenures = new Tenures(HISTORY);
	for await (const events of await openRuns(file)) tenures.apply(events);
	const { state } = tenures;
	process.stdout.write(html ? reportHtml(tenures) : json ? reportJson(state, tenures) : reportText(state, { tenures }));
	return exitOf(state);
};
