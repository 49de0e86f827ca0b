// What a report, as NDJSON, says of a container:
//
//	seen.mjs REPORT CONTAINER own|entered      how many clients it has, its own or of who came from outside, and what they were given
//	seen.mjs REPORT AUDIT                      the containers that the audit's findings are about
//
// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from "node:fs";

const records = (path) =>
	readFileSync(path, "utf8")
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line));

const [report, what, whose] = process.argv.slice(2);
const all = records(report);
const personas = all.filter(({ type }) => type === "persona");

if (whose === undefined) {
	const found = new Set(
		records(what)
			.filter(({ type }) => type === "finding")
			.map(({ persona }) => personas.find((one) => one.persona === persona)?.container ?? persona),
	);
	console.log([...found].sort().join(" "));
} else {
	const keys = personas.filter(({ container }) => container === what).map(({ persona }) => persona);
	const clients = all.filter(
		({ type, persona, entered }) => type === "client" && keys.includes(persona) && entered === (whose === "entered"),
	);
	console.log(clients.length, clients.map(({ delivered }) => delivered).join("+"));
}
