/** Edge: one bpftrace program out of the .bt files of the probes that were chosen. */
import { readFile } from "node:fs/promises";
import { probesFile } from "./beside.js";
import type { CatalogueEntry } from "./catalogue.js";
import { available, type Chosen } from "./choice.js";
import type { Classes } from "./classes.js";
import type { Survey } from "./survey.js";

export interface Program {
	readonly text: string;
	readonly parts: readonly Part[];
}

interface Part {
	/** A probe's id, or "base". */
	readonly id: string;
	readonly text: string;
	/** Its first line in the program, from 1. */
	readonly line: number;
}

export const probeText = (id: string): Promise<string> => readFile(probesFile(`${id}.bt`), "utf8");

const linesIn = (text: string): number => text.split("\n").length - 1;

/** What of the observed machine a program's text depends on. */
export interface Setting {
	/** The #defines that the parts use. */
	readonly layout: string;
	/** An expression of which $dev are watched, and which of block devices. */
	readonly watched: string;
	readonly blocks: string;
	/** Functions that can be traced. */
	readonly functions: ReadonlySet<string> | undefined;
	/** Each delivery is told as it happens, instead of what they come to now and then. */
	readonly eachDelivery: boolean;
}

/** What the probes that were chosen watch of character devices. */
export const watchedBy = (chosen: readonly Chosen[], { watched, beside }: Classes): string =>
	chosen.some(({ isBeside }) => isBeside) ? beside : watched;

export const settingOf = (
	{ layout, classes, functions }: Survey,
	chosen: readonly Chosen[],
	eachDelivery = false,
): Setting => ({
	layout: layout ?? "",
	watched: watchedBy(chosen, classes),
	blocks: classes.blocks,
	functions,
	eachDelivery,
});

/** Framebuffers have a probe of their own; who has one open is looked for with all others. */
export const withFramebuffers = (setting: Setting): Setting => ({
	...setting,
	watched: `${setting.watched} || ($dev >> 20) == 29`,
});

/** Programs of 32 and of 64 bits alike come by here; where it is inlined, one does not see who of the former sets a mask. */
const EVERY_IOCTL = "evdev_do_ioctl";

/** What several probes do alike stands once, in a file without its head. */
const SHARED = /^(\t+)SEARCH_ANCESTORS;\n/gm;

const sharedPart = async (): Promise<string> => (await probeText("ancestors")).replace(/^\/\*[\s\S]*?\*\/\n+/, "");

const withShared = (text: string, part: string): string =>
	text.replaceAll(SHARED, (_, indent: string) => part.replaceAll(/^(?=.)/gm, indent));

/** A probe attaches to the functions that there are. */
const attached = (text: string, needs: readonly string[], setting: Setting): string => {
	const { watched, blocks, functions, eachDelivery } = setting;
	let settled = text
		.replaceAll("(WATCHED)", `(${watched})`)
		.replaceAll("(WATCHED_BLOCKS)", `(${blocks})`)
		.replaceAll("(EACH_DELIVERY)", `(${eachDelivery ? 1 : 0})`)
		.replaceAll("(KNOWS_MASKS)", `(${functions?.has(EVERY_IOCTL) ? 1 : 0})`);
	for (const need of needs) {
		const [first = ""] = need.split("|");
		const found = available(need, functions) ?? first;
		if (found !== first) settled = settled.replaceAll(new RegExp(`^(k(?:ret)?probe):${first}\\b`, "gm"), `$1:${found}`);
	}
	return settled;
};

/** A program that stands alone, such as an iterator. */
export const standalone = async (id: string, setting: Setting): Promise<string> =>
	setting.layout + attached(await probeText(id), [], setting);

export const assemble = async (entries: readonly CatalogueEntry[], setting: Setting): Promise<Program> => {
	const { layout } = setting;
	const shared = await sharedPart();
	const texts = await Promise.all(
		[{ id: "base", functions: [] }, ...entries].map(async ({ id, functions }) => ({
			id,
			text: attached(withShared(await probeText(id), shared), functions, setting),
		})),
	);
	const parts: Part[] = [];
	let line = 1 + linesIn(layout);
	for (const { id, text } of texts) {
		parts.push({ id, text, line });
		line += linesIn(text);
	}
	return { text: layout + parts.map((part) => part.text).join(""), parts };
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The probes that bpftrace's complaint is about: by line ("stdin:12:3-9: ERROR") or by what can't be attached ("kprobe:fb_open"). */
export const blamed = (program: Program, complaint: string): readonly string[] => {
	const found = new Set<string>();
	for (const [, number] of complaint.matchAll(/^stdin:(\d+)(?::\d+)?[-:].*ERROR/gm)) {
		const part = program.parts.findLast(({ line }) => line <= Number(number));
		if (part) found.add(part.id);
	}
	for (const [, target = ""] of complaint.matchAll(/((?:kprobe|kretprobe|tracepoint):[\w:]+)/g)) {
		const attach = new RegExp(`^${escaped(target)}\\b`, "m");
		for (const part of program.parts) if (attach.test(part.text)) found.add(part.id);
	}
	found.delete("base");
	return [...found];
};
