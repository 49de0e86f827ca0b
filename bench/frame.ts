/** How long a picture takes on a large terminal with much to show: 200×60, 100 personas, 200 devices, 1000 switches. */
import { createModel } from "../model/model.js";
import { frame } from "../tui/frame.js";
import { paint } from "../tui/grid.js";
import { Sheet } from "../tui/sheet.js";
import { initialUi, type Ui } from "../tui/ui.js";
import { CLIENTS, crowd, DEVICES, PERSONAS, SWITCHES, tallies } from "./dashboard/crowd.js";
import type { Suite } from "./suite.js";

const SIZE = { columns: 200, rows: 60 };
const TRAITS = { unicode: true, colours: "256" } as const;

export const frameSuites = async (): Promise<readonly Suite[]> => {
	const { state, apply } = createModel();
	apply(crowd());
	const ui: Ui = {
		...initialUi(SIZE, TRAITS, { source: "bench", recording: undefined, live: true, ended: false }),
		focus: "devices",
	};
	const sheet = new Sheet(SIZE, TRAITS);
	sheet.enter();
	let count = 0;
	const later = () => apply(tallies(count++, 60, 1e7));
	return [
		{
			subject: "frame",
			source: `${PERSONAS} personas, ${DEVICES} devices, ${CLIENTS} clients, ${SWITCHES} switches at ${SIZE.columns}×${SIZE.rows}`,
			item: "frame",
			items: 1,
			cases: [
				{
					name: "all of it drawn anew",
					run: () => {
						sheet.forget();
						sheet.draw(frame(state, ui));
					},
				},
				{
					name: "60 clients' tallies later",
					run: () => {
						later();
						sheet.draw(frame(state, ui));
					},
				},
				{ name: "its panels alone", run: () => void frame(state, ui) },
				{ name: "its panels and cells", run: () => void paint(frame(state, ui), true) },
				{ name: "with a filter", run: () => void frame(state, { ...ui, filter: "persona:p42" }) },
			],
		},
	];
};
