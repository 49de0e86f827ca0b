/** Streams for whom it must not matter whether they make sense. */
import fc from "fast-check";
import type { Event } from "../../decoders/event.js";
import { at, BLUE, RED, ROOT } from "./at.js";

const inum = fc.constantFrom<number>(ROOT, BLUE, RED);
const client = fc.integer({ min: 1, max: 4 });
const number = fc.integer({ min: 1, max: 4 });
const flag = fc.boolean();
const count = fc.nat(20);

type Told = (t: number) => Event;

const event: fc.Arbitrary<Told> = fc.oneof(
	fc.record({ persona: inum, initPid: number, existing: flag }).map(
		(of): Told =>
			(t) =>
				at(t).personaAppeared(of),
	),
	inum.map(
		(persona): Told =>
			(t) =>
				at(t).personaGone({ persona }),
	),
	fc.record({ persona: inum, name: fc.constantFrom("", "a") }).map(
		(of): Told =>
			(t) =>
				at(t).personaNamed(of),
	),
	fc.record({ name: fc.constantFrom("a", "b"), existing: flag }).map(
		(of): Told =>
			(t) =>
				at(t).deviceAppeared(of),
	),
	fc.constant<Told>((t) => at(t).deviceGone()),
	inum.map(
		(persona): Told =>
			(t) =>
				at(t).active({ persona }),
	),
	fc.record({ switch: number, to: inum, askerPersona: inum }).map(
		(of): Told =>
			(t) =>
				at(t).switchRequested(of),
	),
	fc.record({ switch: number, from: inum }).map(
		(of): Told =>
			(t) =>
				at(t).switchLocked(of),
	),
	fc.record({ switch: number, persona: inum }).map(
		(of): Told =>
			(t) =>
				at(t).driverBegan(of),
	),
	fc.record({ switch: number, persona: inum, errno: fc.nat(1) }).map(
		(of): Told =>
			(t) =>
				at(t).driverEnded(of),
	),
	fc.record({ switch: number, from: inum, to: inum }).map(
		(of): Told =>
			(t) =>
				at(t).switchFlipped(of),
	),
	fc.record({ switch: number, errno: fc.nat(1) }).map(
		(of): Told =>
			(t) =>
				at(t).switchEnded(of),
	),
	fc.record({ switch: number, persona: inum }).map(
		(of): Told =>
			(t) =>
				at(t).switchFirst(of),
	),
	fc.record({ client, persona: inum, existing: flag }).map(
		(of): Told =>
			(t) =>
				at(t).opened(of),
	),
	client.map(
		(one): Told =>
			(t) =>
				at(t).closed({ client: one }),
	),
	fc.record({ client, real: flag, errno: fc.nat(1) }).map(
		(of): Told =>
			(t) =>
				at(t).grab(of),
	),
	fc.record({ client, delivered: count, withheld: count, dropped: count, final: flag }).map(
		(of): Told =>
			(t) =>
				at(t).delivery(of),
	),
	fc.record({ client, writes: count, final: flag }).map(
		(of): Told =>
			(t) =>
				at(t).update(of),
	),
	fc.record({ persona: inum, applied: flag }).map(
		(of): Told =>
			(t) =>
				at(t).request(of),
	),
	fc.record({ device: fc.integer({ min: 1, max: 3 }), persona: inum }).map(
		(of): Told =>
			(t) =>
				at(t).openFailed(of),
	),
	fc.constant<Told>((t) => at(t).loss({ since: t - 1e8 })),
	fc.constantFrom<Told>(
		(t) => at(t).reject(),
		(t) => at(t).ready(),
		(t) => at(t).mark(),
		(t) => at(t).probe(),
	),
);

const streamOf = (told: fc.Arbitrary<Told>, maxLength: number): fc.Arbitrary<readonly Event[]> =>
	fc.array(fc.tuple(fc.integer({ min: 0, max: 3e8 }), told), { maxLength, size: "max" }).map((steps) => {
		let t = 0;
		return steps.map(([pause, told]) => {
			t += pause;
			return told(t);
		});
	});

/** Anything can follow anything: the model must bear streams that make no sense. */
export const anyStream = streamOf(event, 60);

/** Counts of which most, but not all, go on as counts do: few clients, and small numbers. */
const counted: fc.Arbitrary<Told> = fc
	.record({
		client: fc.integer({ min: 1, max: 3 }),
		far: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: flag }),
		close: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: flag }),
		less: fc.nat(3),
		dropped: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
		final: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: flag }),
	})
	.map(({ client, far, close, less, dropped, final }): Told => {
		return (t) => {
			const delivered = far ? Math.floor(t / 1e8) : less;
			const withheld = close ? Math.floor(t / 3e8) : less;
			return at(t).delivery({ client, delivered, withheld, dropped, final });
		};
	});

/** What long recordings are: counts, and now and then something else. */
export const countingStream = streamOf(
	fc.oneof({ weight: 6, arbitrary: counted }, { weight: 1, arbitrary: event }),
	200,
);
