/** What a persona has of a device, as a sign that is read without colour as well. */
import type { Standing } from "../model/standing.js";
import type { Device } from "../model/state.js";
import type { Role, Span } from "./style.js";
import { clipSpans } from "./table.js";

interface Sign {
	readonly glyph: string;
	readonly role: Role;
	/** At most five columns. */
	readonly word: string;
	readonly help: string;
}

export const SIGNS: Readonly<Record<Standing, Sign>> = {
	grab: { glyph: "◆", role: "notice", word: "grab", help: "has it by a grab" },
	owns: { glyph: "■", role: "active", word: "owns", help: "has it" },
	open: { glyph: "□", role: "focus", word: "open", help: "has it, with others" },
	waits: { glyph: "◇", role: "notice", word: "waits", help: "a grab that waits" },
	kept: { glyph: "×", role: "muted", word: "kept", help: "kept from it" },
	unsure: { glyph: "?", role: "muted", word: "n/a", help: "can't be known" },
};

/**
 * What root declared of a device, behind its name: nothing where it follows the active persona, as is usual. Of signs that every
 * terminal has, as it stands in headings.
 */
export const MODES: Readonly<Record<Device["mode"], { readonly glyph: string; readonly help: string }>> = {
	follow: { glyph: "", help: "" },
	shared: { glyph: "+", help: "shared by all" },
	private: { glyph: "@", help: "private to one" },
};

/** A device's name with what root declared of it, in at most `room` columns: where it is cut, that is not. */
export const withMode = (name: Span, mode: Device["mode"], room: number): readonly Span[] => {
	const { glyph } = MODES[mode];
	const clipped = clipSpans([name], room - glyph.length);
	return glyph === "" ? clipped : [...clipped, { text: glyph, role: "notice" }];
};

export const WORD_WIDTH = 5;

const NOTHING: Span = { text: "·", role: "faint" };

export const signOf = (standing: Standing | undefined): Span =>
	standing === undefined ? NOTHING : { text: SIGNS[standing].glyph, role: SIGNS[standing].role };

/** Sign and word. */
export const wordsOf = (standing: Standing | undefined): readonly Span[] =>
	standing === undefined
		? [NOTHING]
		: [signOf(standing), { text: ` ${SIGNS[standing].word}`, role: SIGNS[standing].role }];
