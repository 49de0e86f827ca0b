import test from "ava";
import { FRAME_MS, FramePace, happens, SLOWEST_FRAME_MS } from "../../tui/frame-pace.js";
import { A, B, delivery, drawn, loss, opening, SECOND, switched } from "./story.js";

const after = (...costs: readonly number[]): number => {
	const pace = new FramePace();
	for (const cost of costs) pace.took(cost);
	return pace.apart;
};

const often = (cost: number): readonly number[] => new Array<number>(100).fill(cost);

test("frames that cost little come as fast as the eye sees", (t) => {
	t.is(after(), FRAME_MS);
	t.is(after(...often(1)), FRAME_MS);
});

test("frames that cost more come as much later, but never later than is bearable", (t) => {
	t.is(Math.round(after(...often(4))), 200);
	t.is(after(...often(50)), SLOWEST_FRAME_MS);
	t.is(after(...often(50), ...often(1)), FRAME_MS);
});

test("counts alone are nothing that happens; one event among them is", (t) => {
	const counts = [delivery(1, 2, 3, SECOND), drawn(4, 5, SECOND)];
	t.false(happens(counts));
	t.false(happens([]));
	t.true(happens([...counts, loss(1, SECOND, "full"), ...counts]));
	for (const event of [...switched(1, A, B, SECOND), ...opening()]) t.true(happens([event]), event.kind);
});

test("one frame that took long, as the machine had something else to do, changes nothing", (t) => {
	t.is(after(...often(0.5), 15), FRAME_MS);
});
