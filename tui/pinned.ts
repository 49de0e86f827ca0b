/** What went wrong stays in sight: the overview's log scrolls, and its first row holds the latest problem that scrolled out of it. */
import type { LogEntry } from "../model/state.js";
import { type Sight, sightOf } from "./list.js";
import { idsOf, type Shown } from "./rows.js";
import type { Scene } from "./scene.js";

/** With fewer rows there would be too little left of what happens now. */
const FEWEST_ROWS = 3;

const isWrong = ({ severity, event }: LogEntry): boolean => severity === "problem" || event.kind === "finding";

/** Only where the list follows what happens: who looks for something in it looks at all of it. */
const follows = ({ ui, terms }: Scene, { selected, height, start }: Sight, count: number): boolean =>
	!ui.full &&
	ui.sort.log === undefined &&
	terms.length === 0 &&
	height >= FEWEST_ROWS &&
	start > 0 &&
	selected === count - 1;

/** The index of the entry that the first row shows instead of its own; `undefined` where that is in sight, or nothing was wrong. */
export const pinnedIn = (scene: Scene, shown: readonly Shown<LogEntry>[]): number | undefined => {
	const ids = idsOf(shown);
	const sight = sightOf(scene, "log", ids);
	if (!follows(scene, sight, shown.length)) return undefined;
	const latest = shown.findLastIndex(({ item }) => isWrong(item));
	return latest >= 0 && latest < sight.start ? latest : undefined;
};
