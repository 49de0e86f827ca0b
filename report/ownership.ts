import type { Tenures } from "../model/tenure.js";
import { deviceName, personaName } from "./names.js";
import { type Section, tableSection } from "./section.js";
import type { Column } from "./table.js";
import { count, duration } from "./units.js";

const COLUMNS: readonly Column[] = [
	{ title: "DEVICE", max: 24 },
	{ title: "OWNER", max: 40 },
	{ title: "BY" },
	{ title: "OWNED FOR", align: "right" },
	{ title: "OF ALL", align: "right" },
	{ title: "TIMES", align: "right" },
];

/** Who owned what for how long, since the state was whole. */
export const ownershipSection = (tenures: Tenures): Section => {
	const { state, began } = tenures;
	const whole = state.now - began;
	const rows = tenures.shares
		.toSorted((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : b.owned - a.owned))
		.map(({ device: key, persona, by, owned, spells }) => {
			const device = state.devices.get(key);
			const share = whole > 0 ? `${((100 * owned) / whole).toFixed(1)}%` : "";
			return [
				device ? deviceName(device) : key,
				personaName(state, persona),
				by,
				duration(owned),
				share,
				count(spells),
			];
		});
	return tableSection("Ownership over time", COLUMNS, rows, "Nothing was owned by one persona.");
};

/** For programs. */
export const ownershipRecords = (tenures: Tenures): readonly object[] =>
	tenures.shares.map(({ device, persona, by, owned, spells }) => ({
		type: "ownership",
		device,
		persona,
		by,
		owned_ns: owned,
		of_ns: tenures.state.now - tenures.began,
		times: spells,
	}));
