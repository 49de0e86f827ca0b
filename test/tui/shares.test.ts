import test from "ava";
import fc from "fast-check";
import { niceMax, sparkline } from "../../tui/chart.js";
import { age } from "../../tui/figures.js";
import { driverNames, type Share, shareBar, sharesOf } from "../../tui/shares.js";
import { stateOf } from "./stage.js";
import { MS, story } from "./story.js";

const share = (name: string, took: number): Share => ({ name, took, glyph: name, role: "plain" });
const bar = (shares: readonly Share[], width: number): string =>
	shareBar(shares, width)
		.map(({ text }) => text)
		.join("");

test("a bar is divided as the time was", (t) => {
	t.is(bar([share("a", 1), share("b", 2), share("c", 1)], 8), "aabbbbcc");
	t.is(bar([share("a", 0), share("b", 5)], 4), "bbbb");
	t.is(bar([share("a", 0)], 4), "");
	t.is(bar([], 4), "");
});

test("a bar is as long as it should be, and nothing in it is off by more than a column", (t) => {
	const times = fc.array(fc.nat(1e9), { minLength: 1, maxLength: 9 }).filter((all) => all.some((one) => one > 0));
	fc.assert(
		fc.property(times, fc.integer({ min: 1, max: 200 }), (all, width) => {
			const spans = shareBar(
				all.map((took) => share("x", took)),
				width,
			);
			const whole = all.reduce((sum, took) => sum + took, 0);
			t.is(
				spans.reduce((sum, { text }) => sum + text.length, 0),
				width,
			);
			const errors = spans.map(({ text }, index) => Math.abs(text.length - ((all[index] ?? 0) / whole) * width));
			t.true(Math.max(...errors) <= 1);
		}),
	);
});

test("the shares of a switch are its lock, each driver once, and its rest, and add up to its total", (t) => {
	const state = stateOf(story());
	for (const one of state.switches) {
		const shares = sharesOf(driverNames(state), one);
		t.deepEqual(
			shares.map(({ name }) => name),
			["lock", "input", "framebuffer", "rest"],
		);
		t.true(Math.abs(shares.reduce((sum, { took }) => sum + took, 0) - (one.total ?? 0)) < 1);
	}
	const first = sharesOf(driverNames(state), state.switches[1] ?? t.fail());
	t.is(first[2]?.took, 2 * MS);
});

test("a sparkline rises from nothing to the highest, the newest at the right", (t) => {
	t.is(sparkline([0, 7], 5), "▁█");
	t.is(sparkline([1, 2, 3, 4, 5, 6, 7], 9), "▂▃▄▅▆▇█");
	t.is(sparkline([9, 0, 7], 2), "▁█");
	t.is(sparkline([0, 0], 5), "▁▁");
	t.is(sparkline([], 5), "");
	t.is(sparkline([undefined, 0, 7], 5), " ▁█", "what is not known is not nothing");
});

test("a scale ends at the next round value", (t) => {
	for (const [value, end] of [
		[0, 1],
		[1, 1],
		[1.2, 1.5],
		[8.8, 10],
		[10.1, 15],
		[6.4e6, 7.5e6],
	] as const)
		t.is(niceMax(value), end);
	fc.assert(
		fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (value) => {
			t.true(niceMax(value) >= value * 0.999999 && niceMax(value) <= value * 2.000001);
		}),
	);
});

test("an age changes once a second, and never takes more than its six columns", (t) => {
	const ages = [
		[0, "0s"],
		[59.9, "59s"],
		[60, "1m00s"],
		[3599, "59m59s"],
		[3600, "1h00m"],
		[86_399, "23h59m"],
		[90_000, "1d01h"],
		[1e7, "115d"],
	] as const;
	for (const [seconds, text] of ages) t.is(age(seconds * 1e9), text);
	t.is(age(-5e9), "0s");
	fc.assert(
		fc.property(fc.nat(1e9), (seconds) => {
			t.true(age(seconds * 1e9).length <= 6);
			t.is(age(seconds * 1e9), age(seconds * 1e9 + 0.9e9));
		}),
	);
});
