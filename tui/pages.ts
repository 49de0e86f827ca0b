/** What fills the body in place of the overview. */
import type { Page } from "./page.js";
import { devicePage } from "./panels/device-page.js";
import { within } from "./panels/facts.js";
import { findingPage } from "./panels/finding-page.js";
import { logPage } from "./panels/log-page.js";
import { personaPage } from "./panels/persona-page.js";
import { probesPage } from "./panels/probes-page.js";
import { switchPage } from "./panels/switch-page.js";
import type { Scene } from "./scene.js";
import { line, span } from "./style.js";
import type { Subject, View } from "./ui.js";

const forgotten = ({ panel }: Subject): Page => ({
	title: line(span(`No longer among the ${panel}`, "notice")),
	rows: [line(span("It is too long ago: it has been forgotten.", "muted"))],
});

const subjectPage = ({ state }: Scene, { panel, id }: Subject): ((scene: Scene, width: number) => Page) | undefined => {
	switch (panel) {
		case "personas": {
			const found = [...state.personas.values()].find(({ key }) => key === id);
			return found && ((scene, width) => personaPage(scene, found, width));
		}
		case "devices": {
			const found = [...state.devices.values()].find(({ key }) => key === id);
			return found && ((scene, width) => devicePage(scene, found, width));
		}
		case "flow": {
			const found = [...state.devices.values()].find(({ key }) => key === id.split(" ")[0]);
			return found && ((scene, width) => devicePage(scene, found, width));
		}
		case "switches": {
			const found = state.switches.find((one) => String(one.id) === id);
			return found && ((scene, width) => switchPage(scene, found, width));
		}
		case "log": {
			const found = state.log[Number(id) - state.logForgotten];
			return found && ((scene, width) => logPage(scene, found, width));
		}
		case "findings": {
			const found = state.findings.get(id);
			return found && ((scene, width) => findingPage(scene, found, width));
		}
	}
};

const unbroken = (scene: Scene, view: Exclude<View, { is: "lists" }>, width: number): Page => {
	if (view.is === "probes") return probesPage(scene, width);
	return subjectPage(scene, view.subject)?.(scene, width) ?? forgotten(view.subject);
};

/** None of its rows is wider than `width`. */
export const pageOf = (scene: Scene, view: Exclude<View, { is: "lists" }>, width: number): Page => {
	const { title, rows } = unbroken(scene, view, width);
	return { title, rows: within(rows, width) };
};
