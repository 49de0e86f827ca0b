/** How long something lasts, calmly: it changes at most once a second, and keeps its width. */
const SECOND = 1e9;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const AGE_WIDTH = 6;

const two = (value: number): string => String(value).padStart(2, "0");

/** `12s`, `3m05s`, `2h05m`, `3d04h`, `120d`. */
export const age = (ns: number): string => {
	const seconds = Math.max(0, Math.floor(ns / SECOND));
	if (seconds < MINUTE) return `${seconds}s`;
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m${two(seconds % MINUTE)}s`;
	if (seconds < DAY) return `${Math.floor(seconds / HOUR)}h${two(Math.floor((seconds % HOUR) / MINUTE))}m`;
	const days = Math.floor(seconds / DAY);
	return days < 100 ? `${days}d${two(Math.floor((seconds % DAY) / HOUR))}h` : `${days}d`;
};
