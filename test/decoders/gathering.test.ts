/** Batches that come together, while none is kept waiting for others. */
import test from "ava";
import { gathered } from "../../decoders/stream/gathering.js";

const MOST = 100;
const SHORT_MS = 20;

const all = async (source: AsyncIterable<readonly number[]>, seen: (batch: readonly number[]) => void = () => {}) => {
	const batches: (readonly number[])[] = [];
	for await (const batch of gathered(source, MOST, SHORT_MS)) {
		batches.push(batch);
		seen(batch);
	}
	return batches;
};

test("batches that come together are one; none is kept waiting for others", async (t) => {
	const numbers = Array.from({ length: 20 }, (_, index) => index);
	let held: (() => void) | undefined;
	async function* source() {
		for (const one of numbers) yield [one];
		// The source falls silent here until everything so far has come out at the other end.
		await new Promise<void>((resolve) => {
			held = resolve;
		});
	}
	const batches = await all(source(), () => held?.());
	t.true(batches.length < numbers.length);
	t.deepEqual(batches.flat(), numbers);
});

test("who leaves does not wait for a source that is silent", async (t) => {
	async function* source() {
		yield [1];
		await new Promise(() => {});
	}
	for await (const batch of gathered(source(), MOST, SHORT_MS)) {
		t.deepEqual(batch, [1]);
		break;
	}
});

test("what came before the source failed is passed on before its error", async (t) => {
	async function* source() {
		yield [1, 2];
		throw new Error("the source broke");
	}
	const seen: number[] = [];
	await t.throwsAsync(() => all(source(), (batch) => seen.push(...batch)), { message: "the source broke" });
	t.deepEqual(seen, [1, 2]);
});
