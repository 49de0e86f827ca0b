/** Edge: `devns-top report`. */
import { shortcomings } from "../model/completeness.js";
import { createModel } from "../model/model.js";
import { reportJson } from "../report/json.js";
import { reportText } from "../report/text.js";
import { EXIT, type ExitCode } from "./exit.js";
import { openTrace } from "./source.js";

/** Every switch of a recording is in its report, however many there are. */
const WHOLE = { switchHistory: Number.POSITIVE_INFINITY };

/** What was readable is printed whatever is missing; what is missing makes it no evidence, and the exit code says so. */
export const printReport = async (file: string, options: { readonly json?: true | undefined }): Promise<ExitCode> => {
	const model = createModel(WHOLE);
	for await (const events of await openTrace(file)) model.apply(events);
	process.stdout.write(options.json ? reportJson(model.state) : reportText(model.state));
	const { state } = model;
	if ([...state.findings.values()].some(({ severity }) => severity === "violation")) return EXIT.violation;
	return shortcomings(state).length > 0 ? EXIT.inconclusive : EXIT.pass;
};
