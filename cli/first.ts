/**
 * Waits until a stream has begun, so that a source which can't begin says why before a screen is opened on it.
 * If the source ends without a word, `failed` tells the reason.
 */
export const afterFirst = async <T>(stream: AsyncIterable<T>, failed: Promise<void>): Promise<AsyncIterable<T>> => {
	// Asked only where the stream does not begin: later, its source may end as it likes.
	failed.catch(() => {});
	const iterator = stream[Symbol.asyncIterator]();
	const begun = iterator.next().catch(async (error: unknown) => {
		await failed;
		throw error;
	});
	const first = await begun;
	if (first.done) await failed;
	return {
		async *[Symbol.asyncIterator]() {
			try {
				for (let next = first; !next.done; next = await iterator.next()) yield next.value;
			} finally {
				await iterator.return?.();
			}
		},
	};
};
