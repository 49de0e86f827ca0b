import test from "ava";
import type { Event } from "../../../decoders/event.js";
import { nameFromText } from "../../../decoders/names.js";
import { Tenures } from "../../../model/tenure.js";
import { reportHtml } from "../../../report/html/page.js";
import { linear, logarithmic } from "../../../report/html/scale.js";
import { played } from "../../cli/played.js";
import { at, BLUE, MS, PREAMBLE } from "../../model/at.js";

const pageOf = (events: readonly Event[]): string => {
	const tenures = new Tenures();
	tenures.apply(events);
	return reportHtml(tenures);
};

const EVIL = nameFromText(`</title><script>alert(1)</script>"'&<svg onload=x>`);

/** Every tag that is opened is closed, in its order. */
const balance = (html: string): readonly string[] => {
	const open: string[] = [];
	for (const [, closing, name = "", rest = ""] of html
		.replace(/<style>[\s\S]*?<\/style>/, "")
		.matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^">])*)>/g)) {
		if (rest.endsWith("/") || name === "meta") continue;
		if (closing === "") open.push(name);
		else if (open.pop() !== name) return [...open, `</${name}>`];
	}
	return open;
};

test("a page is whole, loads nothing and runs nothing", (t) => {
	const page = pageOf(played({ seed: 1, switches: 60 }));
	t.deepEqual(balance(page), []);
	t.notRegex(page, /<script|\bsrc=|\bhref=|url\(|@import|\son\w+=/i);
	t.notRegex(page, /https?:/);
	t.regex(page, /default-src 'none'/);
	t.notRegex(page, /NaN|undefined|Infinity/);
	t.regex(page, /The 40 slowest; 20 more are not drawn/);
});

test("names are text, whatever they hold", (t) => {
	const page = pageOf([
		...PREAMBLE,
		at(1).personaAppeared(),
		at(2).personaNamed({ name: EVIL }),
		at(3).deviceAppeared({ name: EVIL }),
		at(4).opened({ client: 1, persona: BLUE, process: { pid: 1, innerPid: 2, comm: EVIL } }),
		at(5).switchRequested({ switch: 1, to: BLUE }),
		at(6).switchLocked({ switch: 1 }),
		at(7).driverBegan({ switch: 1, driver: EVIL }),
		at(9).driverEnded({ switch: 1, driver: EVIL }),
		at(10).switchFlipped({ switch: 1, to: BLUE }),
		at(11).switchEnded({ switch: 1 }),
		at(12).reject({ text: EVIL, reason: EVIL }),
		at(9 * MS).mark({ text: EVIL }),
	]);
	t.deepEqual(balance(page), []);
	t.notRegex(page, /<script|<svg onload/i);
	t.true(page.includes("&lt;/title&gt;"));
});

test("what there is nothing of is said, and not drawn as 0", (t) => {
	const page = pageOf(PREAMBLE);
	t.deepEqual(balance(page), []);
	t.regex(page, /There was no switch/);
	t.regex(page, /No switch was done/);
	t.notRegex(page, /NaN|undefined|Infinity/);
	t.regex(pageOf([]), /No session was told of/);
});

test("scales put their ends at their ends, and their ticks between", (t) => {
	for (const [from, to] of [
		[0, 1],
		[5, 5],
		[1e9, 9.7e12],
	] as const) {
		const scale = linear(from, to, 100, 900);
		t.is(scale.at(from), 100);
		t.true(scale.ticks.length >= 2 && scale.ticks.length < 20, `${scale.ticks.length}`);
		for (const tick of scale.ticks) t.true(scale.at(tick) >= 99 && scale.at(tick) <= 901);
	}
	const scale = logarithmic(37, 4e9, 0, 800);
	t.deepEqual(scale.ticks, [10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]);
	t.is(scale.at(10), 0);
	t.is(scale.at(0), 0, "what took no time is where the scale begins");
	t.is(scale.at(1e10), 800);
});
