/** The whole picture, as panels ready to be drawn. */
import type { State } from "../model/state.js";
import { centred, type Size } from "./geometry.js";
import { layout } from "./layout.js";
import { pageOf } from "./pages.js";
import type { Panel, Plot } from "./panel.js";
import { devices } from "./panels/devices.js";
import { footer } from "./panels/footer.js";
import { header } from "./panels/header.js";
import { help } from "./panels/help.js";
import { log } from "./panels/log.js";
import { personas } from "./panels/personas.js";
import { switches } from "./panels/switches.js";
import { type Scene, sceneOf } from "./scene.js";
import { BLANK, line, span } from "./style.js";
import { fits, MINIMUM, type Ui, type View } from "./ui.js";

export interface Frame {
	readonly size: Size;
	readonly panels: readonly Panel[];
	/** Painted over the panels, in this order. */
	readonly overlays: readonly Panel[];
	readonly plots: readonly Plot[];
}

const tooSmall = (size: Size): Frame => {
	const rows = [
		line(span(`devns-top needs ${MINIMUM.columns}×${MINIMUM.rows}`, "strong")),
		line(span(`this is ${size.columns}×${size.rows}`, "muted")),
		line(span("q", "focus"), span(" quits", "muted")),
	];
	const rect = centred(size, 22, rows.length);
	return {
		size,
		panels: [{ rect, box: false, focused: false, title: BLANK, aside: BLANK, rows }],
		overlays: [],
		plots: [],
	};
};

const overview = (scene: Scene): Pick<Frame, "panels" | "plots"> => {
	const { panels } = layout(scene.ui.size);
	const { panel, plots } = switches(scene, panels.switches);
	return {
		panels: [personas(scene, panels.personas), panel, devices(scene, panels.devices), log(scene, panels.log)],
		plots,
	};
};

const page = (scene: Scene, view: Exclude<View, { is: "overview" }>): Pick<Frame, "panels" | "plots"> => {
	const { title, rows } = pageOf(scene, view);
	const { body } = layout(scene.ui.size);
	const room = body.height - 2;
	const start = Math.max(0, Math.min(view.scroll, rows.length - room));
	const position = rows.length <= room ? "" : `rows ${start + 1}–${start + room} of ${rows.length}   `;
	const aside = line(span(position, "muted"), span("Backspace", "focus"), span(" back", "muted"));
	return { panels: [{ rect: body, box: true, focused: true, title, aside, rows: rows.slice(start) }], plots: [] };
};

export const frame = (state: State, ui: Ui): Frame => {
	if (!fits(ui.size)) return tooSmall(ui.size);
	const scene = sceneOf(state, ui);
	const { header: top, footer: bottom } = layout(ui.size);
	const body = ui.view.is === "overview" ? overview(scene) : page(scene, ui.view);
	const overlays = ui.help ? [help(ui.size)] : [];
	return {
		size: ui.size,
		panels: [header(scene, top), ...body.panels, footer(scene, bottom)],
		overlays,
		// A plot is drawn after everything else: what lies over its place hides all of it.
		plots: overlays.length > 0 ? [] : body.plots,
	};
};
