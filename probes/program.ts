/** Edge: one bpftrace program out of the .bt files of the probes that were chosen. */
import { readFile } from "node:fs/promises";
import type { CatalogueEntry } from "./catalogue.js";

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

/** From probes/ in a checkout or a package, whether this is dist/probes/ or not. */
const BESIDE = /\/dist\/probes\/[^/]*$/.test(import.meta.url) ? "../../probes/" : "./";

export const probeText = (id: string): Promise<string> =>
	readFile(new URL(`${BESIDE}${id}.bt`, import.meta.url), "utf8");

const linesIn = (text: string): number => text.split("\n").length - 1;

/** `layout` are the #defines that the parts use. */
export const assemble = async (entries: readonly CatalogueEntry[], layout: string): Promise<Program> => {
	const parts: Part[] = [];
	let line = 1 + linesIn(layout);
	for (const id of ["base", ...entries.map((entry) => entry.id)]) {
		const text = await probeText(id);
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
