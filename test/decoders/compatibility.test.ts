/** Whatever was ever recorded is read as it was read then. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { factsOf } from "../../fixtures/facts.js";
import { checkout, devnsTop } from "../cli/command.js";
import { tell } from "./traces.js";

const FOLDER = join(checkout, "fixtures/compatibility");
const names = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".devns"))
	.map((name) => name.slice(0, -".devns".length));

test("there are recordings of earlier versions", (t) => {
	t.true(names.length >= 2, names.join());
});

for (const name of names)
	test(`read as ever: ${name}`, async (t) => {
		const events = await tell(readFileSync(join(FOLDER, `${name}.devns`)));
		t.deepEqual(factsOf(events), JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")));
	});

/** Both hold the same recording. What the report says of them was written down before anything was made quick. */
for (const name of names)
	for (const [options, expected] of [
		[["--json"], "schema1.report.ndjson"],
		[[], "schema1.report.txt"],
	] as const)
		test(`reported as ever: ${name} ${options.join("")}`, async (t) => {
			const { stdout } = await devnsTop(["report", join(FOLDER, `${name}.devns`), ...options]);
			t.is(`${stdout}\n`, readFileSync(join(FOLDER, expected), "utf8"));
		});
