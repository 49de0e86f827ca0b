const PATIENCE_MS = 60_000;
const POLL_MS = 10;

/** Waits for what must come. That it does not is told after a time no machine needs. */
export const until = async (
	condition: () => boolean | Promise<boolean>,
	what = () => "it",
	patienceMs = PATIENCE_MS,
): Promise<void> => {
	const end = performance.now() + patienceMs;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`waited in vain for ${what()}`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
};
