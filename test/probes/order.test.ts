import test from "ava";
import fc from "fast-check";
import { Order } from "../../probes/order.js";

const PATIENCE = 1000;

test("what one CPU said waits until the others have said something later", (t) => {
	const order = new Order<string>([0, 1], PATIENCE);
	order.add(0, 10, "a");
	order.add(0, 30, "c");
	t.deepEqual(order.take(), []);
	order.add(1, 20, "b");
	t.deepEqual(order.take(), ["a", "b"]);
	order.add(1, 40);
	t.deepEqual(order.take(), ["c"]);
	t.is(order.late, 0);
});

test("a CPU that is silent for too long is not waited for, and what it says then is late", (t) => {
	const order = new Order<string>([0, 1], PATIENCE);
	order.add(0, 10, "a");
	order.add(0, 10 + PATIENCE, "c");
	t.deepEqual(order.take(), ["a"]);
	order.add(0, 3 * PATIENCE, "d");
	t.deepEqual(order.take(), ["c"]);
	order.add(1, 20, "b");
	t.deepEqual(order.end(), ["b", "d"]);
	t.is(order.late, 1);
});

test("a CPU that nobody told of is waited for from then on", (t) => {
	const order = new Order<string>([0], PATIENCE);
	order.add(5, 10, "a");
	order.add(0, 20, "b");
	t.deepEqual(order.take(), ["a"]);
	t.deepEqual(order.end(), ["b"]);
});

test("at the same time, a CPU's own order stays", (t) => {
	const order = new Order<string>([0], PATIENCE);
	for (const item of ["a", "b", "c"]) order.add(0, 7, item);
	t.deepEqual(order.end(), ["a", "b", "c"]);
});

test("however the CPUs' buffers are read, all comes, once and in order", (t) => {
	const times = fc.array(fc.nat({ max: 500 }), { maxLength: 30 }).map((found) => found.sort((a, b) => a - b));
	const reading = fc.array(fc.record({ cpu: fc.nat({ max: 3 }), count: fc.integer({ min: 1, max: 5 }) }));
	fc.assert(
		fc.property(fc.tuple(times, times, times, times), reading, (cpus, reads) => {
			const order = new Order<number>([0, 1, 2, 3], PATIENCE);
			const left = cpus.map((said) => [...said]);
			const out: number[] = [];
			for (const { cpu, count } of [...reads, ...left.map((_, cpu) => ({ cpu, count: 100 }))]) {
				for (const at of left[cpu]?.splice(0, count) ?? []) order.add(cpu, at, at);
				out.push(...order.take());
			}
			out.push(...order.end());
			t.deepEqual(
				out,
				cpus.flat().sort((a, b) => a - b),
			);
			t.is(order.late, 0);
		}),
	);
});
