import test from "ava";
import { LAG_MS, Passing } from "../../tui/passing.js";

test("time that goes on keeps behind what may still be told", (t) => {
	const passing = new Passing(1000);
	t.is(passing.passed(1000), 0);
	t.is(passing.passed(1000 + LAG_MS), 0);
	t.is(passing.passed(1000 + LAG_MS + 40), 40);
	t.is(passing.passed(1000 + LAG_MS + 40), 0, "each piece of it once");
	t.is(passing.passed(1000 + LAG_MS + 100), 60);
});

test("where events come as often as a collector sends them, none of it passes", (t) => {
	const passing = new Passing(0);
	for (let now = 0; now < 10_000; now += 100) {
		passing.came(now);
		t.is(passing.passed(now + 99), 0);
	}
});
