/** Text as HTML. Whatever a name holds, it is text. */
import { printable } from "../width.js";

const ENTITIES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

export const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A place in a drawing: no more digits than anybody sees. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

export const title = (text: string): string => `<title>${escaped(text)}</title>`;

export const rect = (
	at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
	className: string,
	tip: string,
): string =>
	`<rect x="${px(at.x)}" y="${px(at.y)}" width="${px(at.width)}" height="${px(at.height)}" class="${className}">${title(tip)}</rect>`;

export const text = (x: number, y: number, content: string, className = "", anchor = "start"): string =>
	`<text x="${px(x)}" y="${px(y)}" class="${className}" text-anchor="${anchor}">${escaped(content)}</text>`;

export const line = (x1: number, y1: number, x2: number, y2: number, className: string): string =>
	`<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" class="${className}"/>`;

export const svg = (width: number, height: number, label: string, content: readonly string[]): string =>
	`<svg viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-label="${escaped(label)}">${content.join("")}</svg>`;
