/** Edge: `devns-top doctor`. */
import { examine, type Finding } from "../probes/doctor.js";
import { textTable } from "../report/table.js";
import { EXIT, type ExitCode } from "./exit.js";
import { transport } from "./via.js";

interface Options {
	readonly via?: string | undefined;
	readonly json?: true | undefined;
}

/** Trouble where nothing can be collected at all; inconclusive where something would not be seen. */
const verdict = (findings: readonly Finding[]): ExitCode => {
	if (findings.some(({ state, required }) => state === "missing" && required)) return EXIT.trouble;
	return findings.some(({ state }) => state !== "ok") ? EXIT.inconclusive : EXIT.pass;
};

const COLUMNS = [{ title: "STATE" }, { title: "WHAT" }, { title: "FOUND" }];

const asText = (findings: readonly Finding[]): readonly string[] => {
	const lines = textTable(
		COLUMNS,
		findings.map(({ what, state, found }) => [state, what, found]),
	);
	const costs = findings.filter(({ costs }) => costs).map(({ what, costs }) => `${what}: ${costs}`);
	const cures = findings.filter(({ cure }) => cure !== "").map(({ what, cure }) => `${what}: ${cure}`);
	const section = (title: string, found: readonly string[]): readonly string[] =>
		found.length === 0 ? [] : ["", title, ...found.map((line) => `  ${line}`)];
	return [...lines, ...section("What it costs:", costs), ...section("To mend:", cures)];
};

const asJson = (findings: readonly Finding[]): readonly string[] =>
	findings.map((finding) => JSON.stringify({ schema: 1, type: "finding", ...finding }));

export const doctor = async ({ via, json }: Options): Promise<ExitCode> => {
	const findings = await examine(transport(via));
	process.stdout.write(`${(json ? asJson(findings) : asText(findings)).join("\n")}\n`);
	return verdict(findings);
};
