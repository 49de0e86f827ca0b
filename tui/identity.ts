/** What a row is known by outside of this screen: what `y` copies. */
import { numberText } from "../report/names.js";
import { sentence } from "../report/sentence.js";
import { deviceLabel } from "./labels.js";
import { deviceRows, findingRows, logRows, pairRows, personaRows } from "./rows.js";
import { label, type Scene } from "./scene.js";
import type { Subject } from "./ui.js";

export const identityOf = (scene: Scene, { panel, id }: Subject): string | undefined => {
	switch (panel) {
		case "personas": {
			const persona = personaRows(scene).find((row) => row.id === id)?.item;
			return persona && String(persona.initPid ?? persona.inum);
		}
		case "devices": {
			const device = deviceRows(scene).find((row) => row.id === id)?.item;
			return device && (device.node || numberText(device.number) || device.name);
		}
		case "switches":
			return id;
		case "flow": {
			const pair = pairRows(scene).find((row) => row.id === id)?.item;
			return pair && `${deviceLabel(pair.device)} ${label(scene, pair.persona)}`;
		}
		case "log": {
			const entry = logRows(scene).find((row) => row.id === id)?.item;
			return entry && sentence(scene.state, entry);
		}
		case "findings": {
			const finding = findingRows(scene).find((row) => row.id === id)?.item;
			return finding && `${finding.rule}: ${finding.what}`;
		}
	}
};
