const BARE = /^\d+(?:\.\d+)?$/;
/** The larger unit first, each at most once. */
const PARTS = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
const UNITS = [3600, 60, 1, 0.001] as const;

/** Seconds of a time as people write it: `500ms`, `30s`, `1m30s`, `1h`; a bare number is seconds. Nothing else is one. */
export const seconds = (text: string): number | undefined => {
	const written = text.trim();
	const parts = BARE.test(written) ? ["", "", written, ""] : PARTS.exec(written)?.slice(1);
	const value = UNITS.reduce((sum, unit, index) => sum + unit * Number(parts?.[index] || 0), 0);
	return value > 0 ? value : undefined;
};
