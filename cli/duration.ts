const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a time as people write it: `500ms`, `30s`, `2m`, `1h`; a bare number is seconds. Nothing else is one. */
export const seconds = (text: string): number | undefined => {
	const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
	if (!match) return undefined;
	const value = Number(match[1]) * (UNITS[match[2] ?? "s"] ?? 1);
	return value > 0 ? value : undefined;
};
