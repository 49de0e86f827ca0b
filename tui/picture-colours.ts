/** The colours of a picture. */
/** What a terminal has where no colour is asked for. */
export interface Paper {
	readonly background: string;
	readonly foreground: string;
}

export const PAPERS = {
	dark: { background: "#14161b", foreground: "#d3d7de" },
	light: { background: "#fbfbf9", foreground: "#24272d" },
} as const satisfies Readonly<Record<string, Paper>>;

const BASE_COLOURS = [
	"#1c1f26",
	"#d75f5f",
	"#87d787",
	"#d7af5f",
	"#5f87d7",
	"#af5faf",
	"#5fafaf",
	"#d3d7de",
	"#585c66",
	"#ff8787",
	"#afe7af",
	"#ffd787",
	"#87afff",
	"#d787d7",
	"#87d7d7",
	"#ffffff",
] as const;

const hex = (value: number): string => value.toString(16).padStart(2, "0");
const CUBE = [0, 95, 135, 175, 215, 255] as const;

/** The 256 colours: 16 of the theme, a cube of 6 × 6 × 6, 24 greys. */
const paletteColour = (index: number): string => {
	if (index < 16) return BASE_COLOURS[index] ?? PAPERS.dark.foreground;
	if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`;
	const [red, green, blue] = [36, 6, 1].map((step) => CUBE[Math.floor((index - 16) / step) % 6] ?? 0);
	return `#${hex(red ?? 0)}${hex(green ?? 0)}${hex(blue ?? 0)}`;
};

/** A terminal's colour, by its number in the palette or its red, green and blue. */
export const colour = (value: number, isDefault: boolean, isRgb: boolean, otherwise: string): string => {
	if (isDefault) return otherwise;
	return isRgb ? `#${value.toString(16).padStart(6, "0")}` : paletteColour(value);
};
