/** Edge: a timer. Batches that come close together become one. */

const pause = (ms: number) => {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(resolve, ms, undefined);
	});
	return { late, timer };
};

/**
 * Gathers values until there are `most` or the first of them is `ms` old, whichever comes first: what is waiting when the
 * source falls silent is passed on all the same.
 */
export async function* gathered<Value>(
	batches: AsyncIterable<readonly Value[]>,
	most: number,
	ms: number,
): AsyncGenerator<readonly Value[]> {
	const source = batches[Symbol.asyncIterator]();
	const pull = () => {
		const next = source.next();
		// Whoever awaits it meets its error; until then it is nobody's.
		next.catch(() => {});
		return next;
	};
	let coming = pull();
	try {
		for (let first = await coming; !first.done; first = await coming) {
			const values = [...first.value];
			const { late, timer } = pause(ms);
			coming = pull();
			while (values.length < most) {
				const next = await Promise.race([coming.catch(() => undefined), late]);
				if (next === undefined || next.done) break;
				for (const value of next.value) values.push(value);
				coming = pull();
			}
			clearTimeout(timer);
			yield values;
		}
	} finally {
		// A source that is waiting for its next batch hears of it only then; nobody is to wait for that.
		source.return?.().catch(() => {});
	}
}
