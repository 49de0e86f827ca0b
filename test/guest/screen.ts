/** QEMU's screendumps as a witness: what is on the guest's screen, pixel by pixel. */
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Run } from "../../kernel/vm/index.js";

export const WIDTH = 1280;
export const HEIGHT = 800;

/** 0xrrggbb of a pixel that has to be there; nothing where anything may be. */
export type Wanted = (x: number, y: number) => number | undefined;

interface Picture {
	readonly width: number;
	readonly height: number;
	/** Red, green, blue. */
	readonly pixels: Buffer;
}

const parsePpm = (file: Buffer): Picture => {
	const header = /^P6\s(\d+) (\d+)\s255\s/.exec(file.toString("latin1", 0, 64));
	if (!header) throw new Error("QEMU wrote no PPM");
	return { width: Number(header[1]), height: Number(header[2]), pixels: file.subarray(header[0].length) };
};

const differing = ({ pixels }: Picture, wanted: Wanted): number => {
	let count = 0;
	for (let y = 0; y < HEIGHT; y++)
		for (let x = 0; x < WIDTH; x++) {
			const expected = wanted(x, y);
			if (expected !== undefined && pixels.readUIntBE((y * WIDTH + x) * 3, 3) !== expected) count++;
		}
	return count;
};

/** DRM copies to the screen when it comes to it, so the picture may be late; once it is there it has to stay. */
const PATIENCE = 40;
const LOOKS = 3;

const look = async (run: Run, path: string, wanted: Wanted): Promise<number> => {
	await run.screendump(path);
	const picture = parsePpm(await readFile(path));
	return picture.width === WIDTH && picture.height === HEIGHT ? differing(picture, wanted) : Number.NaN;
};

/** What is wrong with the screen, or nothing. `path` is where to put screendumps; the last one stays there. */
export const judgeScreen = async (run: Run, path: string, wanted: Wanted): Promise<string | undefined> => {
	let wrong = await look(run, path, wanted);
	for (let tries = 0; wrong !== 0 && tries < PATIENCE; tries++) {
		await sleep(50);
		wrong = await look(run, path, wanted);
	}
	if (wrong !== 0) return `${wrong} pixels differ`;
	for (let looks = 0; looks < LOOKS; looks++) {
		const later = await look(run, path, wanted);
		if (later !== 0) return `it was right, and then ${later} pixels differ`;
	}
	return undefined;
};
