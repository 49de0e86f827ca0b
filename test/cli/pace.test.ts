import test from "ava";
import { pace } from "../../cli/pace.js";
import type { Event, Name, Nanos } from "../../decoders/event.js";

const mark = (milliseconds: number): Event => ({
	kind: "mark",
	t: (milliseconds * 1e6) as Nanos,
	text: String(milliseconds) as Name,
});

async function* recorded(...batches: readonly (readonly number[])[]) {
	for (const batch of batches) yield batch.map(mark);
}

const played = async (batches: AsyncIterable<readonly Event[]>) => {
	const out: { readonly texts: readonly string[]; readonly at: number }[] = [];
	const began = performance.now();
	for await (const events of batches)
		out.push({
			texts: events.map((event) => (event.kind === "mark" ? event.text : event.kind)),
			at: performance.now() - began,
		});
	return out;
};

test("everything comes, in order, in steps of time", async (t) => {
	const out = await played(pace(recorded([0, 1, 2, 60], [61, 120]), { speed: 1, idle: 10 }));
	t.deepEqual(
		out.map(({ texts }) => texts),
		[["0", "1", "2"], ["60"], ["61"], ["120"]],
	);
});

test("nothing comes before its time, and at twice the speed not before half of it", async (t) => {
	const out = await played(pace(recorded([0, 200]), { speed: 2, idle: 10 }));
	t.true((out[1]?.at ?? 0) >= 99, `${out[1]?.at} ms`);
});

test("a long pause is cut short, and what comes after it keeps its distance", async (t) => {
	const out = await played(pace(recorded([0, 3_600_000, 3_600_100]), { speed: 1, idle: 0.05 }));
	t.deepEqual(
		out.map(({ texts }) => texts),
		[["0"], ["3600000"], ["3600100"]],
	);
	t.true((out[1]?.at ?? 0) >= 49);
	t.true((out[2]?.at ?? 0) - (out[1]?.at ?? 0) >= 49);
});

test("who leaves does not wait for the pause to end", async (t) => {
	const stop = new AbortController();
	const playing = played(pace(recorded([0, 3_600_000]), { speed: 1, idle: 3600 }, stop.signal));
	setTimeout(() => stop.abort(), 20);
	await t.throwsAsync(playing, { name: "AbortError" });
});
