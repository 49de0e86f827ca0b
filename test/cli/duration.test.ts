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
test(reads, "1m30s", 90);
test(reads, "1h1m1s500ms", 3661.5);
test(reads, "1h5s", 3605);
for (const text of [
	"",
	"0",
	"-1s",
	"s",
	"1 s",
	"1d",
	"1e3",
	"30s1m",
	"1m1m",
	"1m 30s",
	"1m30",
	"h",
	".",
	"NaN",
	"Infinity",
])
	test(reads, text, undefined);
