/** What a panel is made from: what is known, what the user wants, and what follows from both for all panels. */
import type { Name } from "../decoders/event.js";
import type { PersonaKey, State } from "../model/state.js";
import { parseFilter, type Term } from "./filter.js";
import { type Labels, labelsOf } from "./labels.js";
import { driverNames } from "./shares.js";
import { type Span, span } from "./style.js";
import type { Ui } from "./ui.js";

export interface Scene {
	readonly state: State;
	readonly ui: Ui;
	readonly labels: Labels;
	readonly terms: readonly Term[];
	readonly drivers: readonly Name[];
}

export const sceneOf = (state: State, ui: Ui): Scene => ({
	state,
	ui,
	labels: labelsOf(state),
	terms: parseFilter(ui.typing ?? ui.filter),
	drivers: driverNames(state),
});

export const label = ({ labels }: Scene, persona: PersonaKey | undefined): string =>
	persona === undefined ? "?" : (labels.get(persona) ?? "forgotten");

export const isActive = ({ state }: Scene, persona: PersonaKey | undefined): boolean =>
	persona !== undefined && state.active?.persona === persona;

/** A persona's label, in the active one's colour if it is that. */
export const personaSpan = (scene: Scene, persona: PersonaKey | undefined): Span =>
	span(label(scene, persona), isActive(scene, persona) ? "active" : "plain");

export const joined = (spans: readonly Span[], separator: Span): readonly Span[] =>
	spans.flatMap((one, index) => (index === 0 ? [one] : [separator, one]));
