import test from "ava";
import { seconds } from "../../cli/duration.js";

const reads = test.macro({
	exec: (t, text: string, expected: number | undefined) => t.is(seconds(text), expected),
	title: (_, text, expected) => `"${text}" is ${expected === undefined ? "no time" : `${expected} s`}`,
});

test(reads, "500ms", 0.5);
test(reads, "30s", 30);
test(reads, "2m", 120);
test(reads, "1.5h", 5400);
test(reads, "7", 7);
for (const text of ["", "0", "-1s", "s", "1 s", "1d", "1e3", "NaN", "Infinity"]) test(reads, text, undefined);
