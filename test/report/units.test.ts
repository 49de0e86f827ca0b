import test from "ava";
import fc from "fast-check";
import {
	ABSENT,
	amount,
	BYTES_WIDTH,
	bytes,
	count,
	DURATION_WIDTH,
	duration,
	RATE_WIDTH,
	rate,
	SHORT_COUNT_WIDTH,
	shortCount,
	TIME_WIDTH,
	time,
	utc,
} from "../../report/units.js";

type Format = (value: number | undefined) => string;

const shown = test.macro({
	exec: (t, format: Format, value: number | undefined, expected: string) => {
		t.is(format(value), expected);
	},
	title: (_title, format: Format, value, expected) => `${format.name} of ${value} is "${expected}"`,
});

for (const format of [duration, rate, count, shortCount, bytes, time]) test(shown, format, undefined, ABSENT);

const durations: readonly (readonly [number, string])[] = [
	[0, "0 ns"],
	[1, "1 ns"],
	[999, "999 ns"],
	[1000, "1.00 µs"],
	[1234, "1.23 µs"],
	[9_994, "9.99 µs"],
	[9_996, "10.0 µs"],
	[99_949, "99.9 µs"],
	[99_951, "100 µs"],
	[999_499, "999 µs"],
	[999_500, "1.00 ms"],
	[12_345_678, "12.3 ms"],
	[999_499_999, "999 ms"],
	[999_500_000, "1.00 s"],
	[59_949_999_999, "59.9 s"],
	[59_950_000_000, "1m 00s"],
	[125e9, "2m 05s"],
	[3599.4e9, "59m 59s"],
	[3599.6e9, "1h 00m"],
	[11_220e9, "3h 07m"],
	[86_399e9, "1d 00h"],
	[100 * 3600e9, "4d 04h"],
	[-1500, "-1.50 µs"],
];
for (const [value, expected] of durations) test(shown, duration, value, expected);

const rates: readonly (readonly [number, string])[] = [
	[0, "0/s"],
	[0.5, "0.50/s"],
	[12, "12/s"],
	[12.34, "12.3/s"],
	[999, "999/s"],
	[1000, "1.00k/s"],
	[123_456, "123k/s"],
	[9_999_999, "10.0M/s"],
];
for (const [value, expected] of rates) test(shown, rate, value, expected);

test(shown, count, 0, "0");
test(shown, count, 999, "999");
test(shown, count, 1000, "1,000");
test(shown, count, 1_234_567, "1,234,567");
test(shown, count, -1234, "-1,234");
test(shown, shortCount, 999, "999");
test(shown, shortCount, 12_345, "12.3k");
test(shown, bytes, 0, "0 B");
test(shown, bytes, 1023, "1023 B");
test(shown, bytes, 1024, "1.00 KiB");
test(shown, bytes, 4_096_000, "3.91 MiB");
test(shown, time, 0, "00:00:00.000");
test(shown, time, 3_723_004_999_999, "01:02:03.004");
test(shown, time, -1_500_000_000, "-00:00:01.500");

test("one is one, all others are several", (t) => {
	t.deepEqual(
		[0, 1, 2].map((value) => amount(value, "switch", "switches")),
		["0 switches", "1 switch", "2 switches"],
	);
	t.is(amount(1234, "pan"), "1,234 pans");
});

test("a wall clock is UTC", (t) => {
	t.is(utc(1_700_000_000_123_456_789n), "2023-11-14 22:13:20.123");
	t.is(utc(-1_000_000n), "1969-12-31 23:59:59.999");
	t.is(utc(2n ** 80n), ABSENT);
});

const widths: readonly (readonly [Format, number, number])[] = [
	[duration, DURATION_WIDTH, 99 * 86_400e9],
	[rate, RATE_WIDTH, 999e9],
	[shortCount, SHORT_COUNT_WIDTH, 999e12],
	[bytes, BYTES_WIDTH, 1000 * 1024 ** 4],
	[time, TIME_WIDTH, 99 * 3600e9],
];
for (const [format, width, greatest] of widths)
	test(`${format.name} is never wider than ${width}`, (t) => {
		const value = fc.oneof(
			fc.integer({ min: 0, max: 1_000_000 }),
			fc.double({ min: 0, max: greatest, noNaN: true }).map(Math.floor),
		);
		fc.assert(
			fc.property(value, (any) => {
				t.true(format(any).length <= width, `${any}: ${format(any)}`);
			}),
		);
	});
