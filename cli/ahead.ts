/** Edge: to the next switch or finding of a recording, as far as it has not been played yet. */
import type { Event } from "../decoders/event.js";
import { type PointKind, SeekableRecording } from "../decoders/seeking.js";
import type { Ahead } from "../tui/dashboard.js";
import type { Landmark } from "../tui/landmarks.js";
import type { Skip } from "./skip.js";

interface Goal {
	/** What the recording's index knows it by. */
	readonly points: readonly PointKind[];
	/** What has to have happened for it to be seen whole. */
	readonly events: readonly Event["kind"][];
}

const GOALS: Readonly<Record<Landmark, Goal>> = {
	switch: { points: ["switch"], events: ["switch-ended"] },
	sign: { points: ["finding", "loss", "mark"], events: ["finding", "loss", "mark"] },
};

export interface Foresight {
	readonly ahead: Ahead;
	close(): Promise<void>;
}

/** The file is looked into when it is first asked for, by its index: nothing is played to its end for want of what is not in it. */
export const foresight = (file: string, skip: Skip): Foresight => {
	let opened: Promise<SeekableRecording | undefined> | undefined;
	const leave = new AbortController();
	return {
		async ahead(landmark, now) {
			opened ??= SeekableRecording.open(file, { signal: leave.signal });
			const { points, events } = GOALS[landmark];
			const found = opened.then((recording) => recording?.next(points, now));
			const next = await found.catch((error: unknown) => {
				if (!leave.signal.aborted) throw error;
			});
			return next !== undefined && (await skip.to(({ kind, t }) => t > now && events.includes(kind)));
		},
		async close() {
			leave.abort();
			await (await opened?.catch(() => undefined))?.close();
		},
	};
};
