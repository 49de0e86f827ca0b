import test from "ava";
import { FRAME_MS, FramePace, SLOWEST_FRAME_MS } from "../../tui/frame-pace.js";

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

test("one frame that took long, as the machine had something else to do, changes nothing", (t) => {
	t.is(after(...often(0.5), 15), FRAME_MS);
});
