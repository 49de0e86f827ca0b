import test from "ava";
import type { Event } from "../../../decoders/event.js";
import { Course } from "../../../model/audit/course.js";
import { at, BLUE, RED, ROOT, wholeSwitch } from "../at.js";

const after = (...events: readonly Event[]): Course => {
	const course = new Course();
	for (const event of events) course.take(event);
	return course;
};
/** What it says of root, blue and red. */
const says = (course: Course): string => [ROOT, BLUE, RED].map((one) => course.allows(one as never)).join(" ");

const active = at(0).active({ persona: ROOT });
const switched = wholeSwitch(10, 1, ROOT, BLUE);

test("nobody knows before it is told", (t) => {
	t.is(says(after()), "unknown unknown unknown");
	t.is(says(after(active)), "yes no no");
});

test("both sides count from the lock to the end, a third does not; a request alone changes nothing", (t) => {
	t.is(says(after(active, ...switched.slice(0, 1))), "yes no no");
	for (let told = 2; told < switched.length; told++)
		t.is(says(after(active, ...switched.slice(0, told))), "yes yes no", `${told}`);
	t.is(says(after(active, ...switched)), "no yes no");
});

test("of a switch whose request was missed, the other side is not known before the flip", (t) => {
	const missed = switched.slice(1);
	t.is(says(after(active, ...missed.slice(0, 1))), "yes unknown unknown");
	t.is(says(after(active, ...missed.slice(0, 4))), "yes yes no");
	t.is(says(after(active, ...missed)), "no yes no");
});

test("a switch that failed leaves who was", (t) => {
	t.is(says(after(active, ...switched.slice(0, 2), at(50).switchEnded({ errno: 3 }))), "yes no no");
});

test("what is told of another switch than the one that runs is not taken for it", (t) => {
	t.is(says(after(active, ...switched.slice(0, 4), at(50).switchEnded({ switch: 9 }))), "yes yes no");
	t.is(
		says(after(active, ...switched.slice(0, 2), at(50).switchFlipped({ switch: 9, from: ROOT, to: RED }))),
		"yes yes no",
	);
});

test("after a loss nobody knows, until it is told again, or all is told again and nothing was said of it", (t) => {
	for (const loss of [at(600).loss(), at(600).reject()]) {
		t.is(says(after(active, ...switched, loss)), "unknown unknown unknown");
		t.is(says(after(active, ...switched, loss, at(700).active({ persona: RED }))), "no no yes");
		const course = after(active, ...switched, loss);
		course.settle(BLUE as never);
		t.is(says(course), "no yes no");
	}
	t.is(says(after(active, ...switched.slice(0, 4), at(600).loss())), "unknown unknown unknown");
});

test("what is known is not settled by what was known before", (t) => {
	const course = after(active);
	course.settle(RED as never);
	t.is(says(course), "yes no no");
});

test("a session knows nothing of the one before it", (t) => {
	t.is(says(after(active, at(0).session())), "unknown unknown unknown");
	t.is(
		says(after(active, ...switched.slice(0, 1), at(0).session(), active, ...switched.slice(1, 2))),
		"yes unknown unknown",
	);
});
