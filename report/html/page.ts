/** A recording's report as one page: it needs nothing else, runs nothing and asks no network. */

import type { PersonaKey } from "../../model/state.js";
import type { Tenures } from "../../model/tenure.js";
import { findingsSection } from "../findings.js";
import { personaName } from "../names.js";
import type { Section } from "../section.js";
import { heading, sectionsOf } from "../text.js";
import { verdictLines } from "../verdict.js";
import { distributionDrawing } from "./distributions.js";
import { escaped } from "./markup.js";
import { ownershipDrawing } from "./ownership.js";
import { Palette } from "./palette.js";
import { STYLE } from "./style.js";
import { waterfallDrawing } from "./waterfall.js";

/** Nothing that a page could load or run is allowed, whatever stands in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const paragraph = (text: string, className = ""): string => `<p class="${className}">${escaped(text)}</p>`;

const tableOf = ({ columns, rows }: NonNullable<Section["table"]>): string => {
	const cell = (tag: string, text: string, index: number): string =>
		`<${tag}${columns[index]?.align === "right" ? ' class="right"' : ""}>${escaped(text)}</${tag}>`;
	const head = columns.map(({ title }, index) => cell("th", title.toLowerCase(), index)).join("");
	const body = rows.map((row) => `<tr>${row.map((text, index) => cell("td", text, index)).join("")}</tr>`).join("\n");
	return `<div class="scroll"><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>`;
};

const sectionOf = ({ title, table, notes, lines }: Section): string =>
	[
		`<h2>${escaped(title)}</h2>`,
		...(table ? [tableOf(table)] : []),
		...(notes ?? (table ? [] : lines)).map((note) => paragraph(note, "note")),
	].join("\n");

const drawing = (title: string, svg: string, legend: string, note: string): string =>
	`<h2>${escaped(title)}</h2>\n${legend}<div class="scroll">${svg}</div>${paragraph(note, "note")}`;

const legendOf = (entries: readonly { readonly className: string; readonly name: string }[]): string => {
	const items = entries.map(
		({ className, name }) =>
			`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" class="${className}"/></svg>${escaped(name)}</li>`,
	);
	return items.length === 0 ? "" : `<ul class="legend">${items.join("")}</ul>`;
};

export const reportHtml = (tenures: Tenures): string => {
	const { state } = tenures;
	const personas = new Palette<PersonaKey>();
	const pieces = new Palette<string>();
	const owners = ownershipDrawing(tenures, personas);
	const waterfall = waterfallDrawing(state, pieces);
	const [host = "", ...facts] = heading(state);
	const verdict = verdictLines(state);
	const whole = verdict.length === 1 && findingsSection(state).table === undefined;
	const body = [
		`<h1>devns-top: ${escaped(state.session?.host ?? "a recording")}</h1>`,
		...[host, ...facts].map((fact) => paragraph(fact, "soft")),
		`<div class="verdict${whole ? "" : " bad"}">${verdict.map((line) => paragraph(line)).join("")}</div>`,
		drawing(
			"Who owned what",
			owners,
			legendOf([
				...personas.keys.map((key) => ({ className: personas.of(key), name: personaName(state, key) })),
				{ className: "shared", name: "shared" },
				{ className: "nobody", name: "nobody, or not known" },
			]),
			"Since what existed before the probes had been told. The pointer on a bar says more.",
		),
		drawing(
			"How long switches took",
			distributionDrawing(state, tenures.past),
			"",
			"Every dot is a switch; the bar reaches from the least to the 95th percentile, the plain line is the median, the coloured one the 95th percentile (both are written beside it). First frame and first input: of switches that had one.",
		),
		drawing(
			"Where switches spent their time",
			waterfall,
			legendOf([
				...pieces.keys.map((name) => ({ className: pieces.of(name), name })),
				{ className: "rest", name: "what no driver accounts for" },
			]),
			"off, on: the driver's deactivate and activate.",
		),
		...sectionsOf(state, { tenures }).map(sectionOf),
	];
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>devns-top: ${escaped(state.session?.host ?? "a recording")}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join("\n")}
</body>
</html>
`;
};
