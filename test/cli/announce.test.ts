import test from "ava";
import { News, trouble } from "../../cli/announce.js";
import { at, RED } from "../model/at.js";

test("a finding is told as it is found, whatever its count, and not again as it grows", (t) => {
	const news = new News();
	const first = at(10).finding({ count: 3, what: "3 events were delivered in the background" });
	const other = at(10).finding({ persona: RED, client: 2 });
	t.deepEqual(news.of([at(9).leak(), first, other]), [first, other]);
	t.deepEqual(news.of([at(11).finding({ count: 9, what: "9 events were delivered in the background" })]), []);
	t.is(news.of([at(12).finding({ rule: "keys-held" })]).length, 1);
});

test("what was lost, and which probe does not watch, is told; what is well is not", (t) => {
	const probe = (state: "attached" | "failed" | "ended" | "missing" | "unasked", reason: string) =>
		trouble(at(10).probe({ probe: "stock/evdev", state, reason }));
	t.is(
		trouble(at(10).loss({ count: 0, reason: "nobody watched" })),
		"Lost: an unknown number of events (nobody watched)",
	);
	t.is(trouble(at(10).loss({ count: 2, reason: "full" })), "Lost: 2 events (full)");
	t.regex(probe("failed", "no such function") ?? "", /^Probe stock\/evdev is .*: no such function$/);
	t.regex(probe("missing", "no such function") ?? "", /^Probe stock\/evdev /);
	t.deepEqual(
		[probe("attached", ""), probe("unasked", "why"), probe("ended", ""), trouble(at(10).leak())],
		[undefined, undefined, undefined, undefined],
	);
});
