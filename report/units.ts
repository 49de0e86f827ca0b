/**
 * Figures as people read them. Each kind has a greatest width, so that a column of it can keep its place while its
 * values change; what is absent is never shown as 0.
 */
export const ABSENT = "-";

export const DURATION_WIDTH = 7;
export const RATE_WIDTH = 7;
export const BYTES_WIDTH = 8;
export const SHORT_COUNT_WIDTH = 5;
/** Of the first hundred hours. */
export const TIME_WIDTH = 12;

type Figure = number | undefined;

const shown = (value: Figure, format: (value: number) => string): string => {
	if (value === undefined) return ABSENT;
	return value < 0 ? `-${format(-value)}` : format(value);
};

/** Three digits: 1.23, 12.3, 123. */
const threeDigits = (value: number): string => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

/** The first unit in which the value has at most three digits before its point; the last one if none. */
const scaled = (value: number, step: number, units: readonly string[]): string => {
	let rest = value;
	let unit = 0;
	while (rest >= step - 0.5 && unit < units.length - 1) {
		rest /= step;
		unit++;
	}
	const text = unit === 0 && Number.isInteger(rest) ? String(rest) : threeDigits(rest);
	return `${text}${units[unit]}`;
};

const two = (value: number): string => String(value).padStart(2, "0");

const long = (ns: number): string => {
	const seconds = Math.round(ns / 1e9);
	if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
	const minutes = Math.round(ns / 60e9);
	if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
	const hours = Math.round(ns / 3600e9);
	return `${Math.floor(hours / 24)}d ${two(hours % 24)}h`;
};

/** `123 ns`, `1.23 µs`, `12.3 ms`, `59.9 s`, `2m 05s`, `3h 07m`, `4d 03h`. */
export const duration = (ns: Figure): string =>
	shown(ns, (value) => (value < 59.95e9 ? scaled(value, 1000, [" ns", " µs", " ms", " s"]) : long(value)));

/** `0/s`, `0.50/s`, `250/s`, `12.3k/s`. */
export const rate = (perSecond: Figure): string =>
	shown(perSecond, (value) => scaled(value, 1000, ["/s", "k/s", "M/s", "G/s"]));

/** `1,234,567`. */
export const count = (value: Figure): string =>
	shown(value, (whole) => String(whole).replace(/\B(?=(?:\d{3})+$)/g, ","));

/** `1 switch`, `1,234 switches`. */
export const amount = (value: number, one: string, many = `${one}s`): string =>
	`${count(value)} ${value === 1 ? one : many}`;

/** `999`, `1.23k`, `12.3M`. */
export const shortCount = (value: Figure): string =>
	shown(value, (whole) => scaled(whole, 1000, ["", "k", "M", "G", "T"]));

/** `512 B`, `1.23 KiB`, `12.3 MiB`. */
export const bytes = (value: Figure): string =>
	shown(value, (whole) => scaled(whole, 1024, [" B", " KiB", " MiB", " GiB", " TiB"]));

/** Time since the session's beginning: `00:01:02.345`. */
export const time = (t: Figure): string =>
	shown(t, (ns) => {
		const ms = Math.floor(ns / 1e6);
		const seconds = Math.floor(ms / 1000);
		const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
		return `${clock}.${String(ms % 1000).padStart(3, "0")}`;
	});

/** Unix time as UTC: `2025-01-31 12:34:56.789`; absent where a calendar does not reach. */
export const utc = (unixNs: bigint): string => {
	const ms = Number(unixNs / 1_000_000n);
	return Math.abs(ms) > 8.64e15 ? ABSENT : new Date(ms).toISOString().replace("T", " ").replace("Z", "");
};
