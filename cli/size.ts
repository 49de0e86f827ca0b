const UNITS: Readonly<Record<string, number>> = {
	B: 1,
	KB: 1e3,
	MB: 1e6,
	GB: 1e9,
	KiB: 2 ** 10,
	MiB: 2 ** 20,
	GiB: 2 ** 30,
};

/** Bytes of a size as people write it: `100MB`, `64KiB`. A number without a unit is none. */
export const bytes = (text: string): number | undefined => {
	const match = /^(\d+(?:\.\d+)?)(B|[KMG]i?B)$/.exec(text.trim());
	const value = Math.floor(Number(match?.[1]) * (UNITS[match?.[2] ?? ""] ?? Number.NaN));
	return value > 0 ? value : undefined;
};
