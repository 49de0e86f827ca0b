/** The whole picture, as panels ready to be drawn. */
import type { State } from "../model/state.js";
import { centred, inside, type Rect, type Size } from "./geometry.js";
import { detailsRect, layout, listRect } from "./layout.js";
import { sightOf } from "./list.js";
import { pageOf } from "./pages.js";
import type { Theme } from "./palette.js";
import type { Panel, Plot } from "./panel.js";
import { devices } from "./panels/devices.js";
import { findings } from "./panels/findings.js";
import { flow } from "./panels/flow.js";
import { footer } from "./panels/footer.js";
import { header } from "./panels/header.js";
import { help } from "./panels/help.js";
import { log } from "./panels/log.js";
import { personas } from "./panels/personas.js";
import { scrubber } from "./panels/scrubber.js";
import { switches } from "./panels/switches.js";
import { rowIds } from "./rows.js";
import { type Past, type Scene, sceneOf } from "./scene.js";
import { BLANK, line, span } from "./style.js";
import { fits, LISTS, MINIMUM, type PanelId, type Ui, type View } from "./ui.js";

export interface Frame {
	readonly size: Size;
	readonly theme: Theme;
	readonly panels: readonly Panel[];
	/** Painted over the panels, in this order. */
	readonly overlays: readonly Panel[];
	readonly plots: readonly Plot[];
}

const tooSmall = ({ size, theme }: Ui): Frame => {
	const rows = [
		line(span(`devns-top needs ${MINIMUM.columns}×${MINIMUM.rows}`, "strong")),
		line(span(`this is ${size.columns}×${size.rows}`, "muted")),
		line(span("q", "focus"), span(" quits", "muted")),
	];
	const rect = centred(size, 22, rows.length);
	return {
		size,
		theme,
		panels: [{ rect, box: false, focused: false, title: BLANK, aside: BLANK, rows }],
		overlays: [],
		plots: [],
	};
};

type Body = Pick<Frame, "panels" | "plots">;

const LIST_PANELS: Readonly<Record<PanelId, (scene: Scene, rect: Rect) => Body>> = {
	personas: (scene, rect) => ({ panels: [personas(scene, rect)], plots: [] }),
	devices: (scene, rect) => ({ panels: [devices(scene, rect)], plots: [] }),
	switches: (scene, rect) => {
		const { panel, plots } = switches(scene, rect);
		return { panels: [panel], plots };
	},
	flow: (scene, rect) => ({ panels: [flow(scene, rect)], plots: [] }),
	log: (scene, rect) => ({ panels: [log(scene, rect)], plots: [] }),
	findings: (scene, rect) => ({ panels: [findings(scene, rect)], plots: [] }),
};

/** All about the selected row, beside its list or below it. */
const details = (scene: Scene): readonly Panel[] => {
	const { focus } = scene.ui;
	const rect = detailsRect(scene.ui);
	const ids = rowIds(scene, focus);
	const id = ids[sightOf(scene, focus, ids).selected];
	if (rect === undefined) return [];
	const page =
		id === undefined
			? { title: BLANK, rows: [] }
			: pageOf(scene, { is: "details", subject: { panel: focus, id }, scroll: 0 }, inside(rect).width);
	const isCut = page.rows.length > inside(rect).height;
	const aside = isCut ? line(span("Enter", "focus"), span(` all ${page.rows.length} rows`, "muted")) : BLANK;
	return [{ rect, box: true, focused: false, title: page.title, aside, rows: page.rows }];
};

const lists = (scene: Scene): Body => {
	const all = LISTS.flatMap((panel) => {
		const rect = listRect(scene.ui, panel);
		return rect === undefined ? [] : [LIST_PANELS[panel](scene, rect)];
	});
	return {
		panels: [...all.flatMap(({ panels }) => panels), ...details(scene)],
		plots: all.flatMap(({ plots }) => plots),
	};
};

const page = (scene: Scene, view: Exclude<View, { is: "lists" }>): Body => {
	const { body } = layout(scene.ui.size);
	const { title, rows } = pageOf(scene, view, inside(body).width);
	const room = body.height - 2;
	const start = Math.max(0, Math.min(view.scroll, rows.length - room));
	const position = rows.length <= room ? "" : `rows ${start + 1}–${start + room} of ${rows.length}   `;
	const aside = line(span(position, "muted"), span("Backspace", "focus"), span(" back", "muted"));
	return { panels: [{ rect: body, box: true, focused: true, title, aside, rows: rows.slice(start) }], plots: [] };
};

/** `state` is what is known at the time shown, `past` all moments that are kept. */
export const frame = (state: State, ui: Ui, past: Past = []): Frame => {
	if (!fits(ui.size)) return tooSmall(ui);
	const scene = sceneOf(state, ui, past);
	const places = layout(ui.size);
	const body = ui.view.is === "lists" ? lists(scene) : page(scene, ui.view);
	const overlays = ui.help === undefined ? [] : [help(ui.size, ui.help.scroll)];
	return {
		size: ui.size,
		theme: ui.theme,
		panels: [
			header(scene, places.header),
			...body.panels,
			scrubber(scene, places.scrubber),
			footer(scene, places.footer),
		],
		overlays,
		// A plot is drawn after everything else: what lies over its place hides all of it.
		plots: overlays.length > 0 ? [] : body.plots,
	};
};
