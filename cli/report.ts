/** Edge: `devns-top report`. */
import { shortcomings } from "../model/completeness.js";
import { Tenures } from "../model/tenure.js";
import { reportHtml } from "../report/html/page.js";
import { reportJson } from "../report/json.js";
import { reportText } from "../report/text.js";
import { EXIT, type ExitCode } from "./exit.js";
import { openTrace } from "./source.js";

/** Of the latest switches, so many are listed; the figures are of all. */
const HISTORY = { switchHistory: 2000, logHistory: 2000 };

interface Options {
	readonly json?: true | undefined;
	readonly html?: true | undefined;
}

/** What was readable is printed whatever is missing; what is missing makes it no evidence, and the exit code says so. */
export const printReport = async (file: string, { json, html }: Options): Promise<ExitCode> => {
	const tenures = new Tenures(HISTORY);
	for await (const events of await openTrace(file)) tenures.apply(events);
	const { state } = tenures;
	process.stdout.write(html ? reportHtml(tenures) : json ? reportJson(state, tenures) : reportText(state, { tenures }));
	if ([...state.findings.values()].some(({ severity }) => severity === "violation")) return EXIT.violation;
	return shortcomings(state).length > 0 ? EXIT.inconclusive : EXIT.pass;
};
