import test from "ava";
import { afterFirst } from "../../cli/first.js";

async function* stream(values: readonly number[], end?: Error) {
	yield* values;
	if (end) throw end;
}

const all = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
	const found: T[] = [];
	for await (const value of values) found.push(value);
	return found;
};

const fine = Promise.resolve();
/** Nobody else listens to it: where it is not asked for, it must not end the process. */
const failed = () => Promise.reject<void>(new Error("the source's own reason"));

test("nothing of a stream that begins is lost", async (t) => {
	t.deepEqual(await all(await afterFirst(stream([1, 2, 3]), failed())), [1, 2, 3]);
});

test("a stream that ends without a word tells its source's reason", async (t) => {
	await t.throwsAsync(() => afterFirst(stream([]), failed()), { message: "the source's own reason" });
});

test("a stream that fails at once tells its source's reason, which comes before its own", async (t) => {
	await t.throwsAsync(() => afterFirst(stream([], new Error("not a trace")), failed()), {
		message: "the source's own reason",
	});
	await t.throwsAsync(() => afterFirst(stream([], new Error("not a trace")), fine), { message: "not a trace" });
});

test("a stream that is empty though its source is well is empty", async (t) => {
	t.deepEqual(await all(await afterFirst(stream([]), fine)), []);
});

test("leaving the stream ends its source", async (t) => {
	let ended = false;
	async function* source() {
		try {
			yield 1;
			yield 2;
		} finally {
			ended = true;
		}
	}
	for await (const value of await afterFirst(source(), fine)) {
		t.is(value, 1);
		break;
	}
	t.true(ended);
});
