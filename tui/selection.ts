/** What the filter lets pass, for those who print it. */
import type { State } from "../model/state.js";
import { ALL, type Selection } from "../report/selection.js";
import { matches } from "./filter.js";
import { deviceFacets, findingFacets, logFacets, pairFacets, personaFacets, switchFacets } from "./rows.js";
import { sceneOf } from "./scene.js";
import { initialUi, MINIMUM } from "./ui.js";

const NO_STREAM = { source: "", recording: undefined, live: false, ended: false };

export const selectionOf = (state: State, filter: string): Selection => {
	const ui = { ...initialUi(MINIMUM, { unicode: true, colours: "none" }, NO_STREAM), filter };
	const scene = sceneOf(state, ui);
	const { terms } = scene;
	if (terms.length === 0) return ALL;
	return {
		filter,
		persona: (persona) => matches(terms, personaFacets(scene, persona)),
		device: (device) => matches(terms, deviceFacets(scene, device)),
		pair({ device: key, persona }) {
			const device = state.devices.get(key);
			if (device === undefined) return false;
			const standing = scene.standings(device).get(persona);
			return matches(terms, pairFacets(scene, { device, persona, standing }));
		},
		switched: (one) => matches(terms, switchFacets(scene, one)),
		finding: (finding) => matches(terms, findingFacets(scene, finding)),
		entry: (entry) => matches(terms, logFacets(scene, entry)),
	};
};
