import test from "ava";
import { News } from "../../cli/announce.js";
import { at, RED } from "../model/at.js";

test("a finding is told as it is found, whatever its count, and not again as it grows", (t) => {
	const news = new News();
	const first = at(10).finding({ count: 3, what: "3 events were delivered in the background" });
	const other = at(10).finding({ persona: RED, client: 2 });
	t.deepEqual(news.of([at(9).leak(), first, other]), [first, other]);
	t.deepEqual(news.of([at(11).finding({ count: 9, what: "9 events were delivered in the background" })]), []);
	t.is(news.of([at(12).finding({ rule: "keys-held" })]).length, 1);
});
