/**
 * Screens that were looked at and found right, as text. `DEVNS_RECORD_GOLDEN=1 npx ava test/tui/frame.test.ts` writes
 * them anew; look at the difference before committing it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";

const fileOf = (name: string): string =>
	fileURLToPath(new URL(`../../../test/tui/golden/${name}.txt`, import.meta.url));

export const matchesGolden = (t: ExecutionContext, name: string, text: string): void => {
	if (env.DEVNS_RECORD_GOLDEN !== undefined) writeFileSync(fileOf(name), text);
	t.deepEqual(text.split("\n"), readFileSync(fileOf(name), "utf8").split("\n"));
};
