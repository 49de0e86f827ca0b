/** The framebuffer's scenario, with QEMU as the witness of what is on the screen, pixel by pixel. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExecutionContext } from "ava";
import type { Run } from "../../kernel/vm/index.js";
import { bootFor, guestTest } from "../vm/guest.js";

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

/** As in kernel/personas/draw.c. */
const pixelOf = (picture: number, x: number, y: number): number =>
	(Math.imul(x * 73 + y * 151 + picture * 7919, 2654435761) >>> 8) & 0xffffff;

/** How many pixels differ from a picture that `draw` drew, or from black. */
const differing = ({ width, height, pixels }: Picture, wanted: string): number => {
	let count = 0;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const expected = wanted === "black" ? 0 : pixelOf(Number(wanted), x, y);
			if (pixels.readUIntBE((y * width + x) * 3, 3) !== expected) count++;
		}
	return count;
};

const SCREEN = /^screen (.+): (\w+)$/;
/** DRM copies to the screen when it comes to it, so the picture may be late; once it is there it has to stay. */
const PATIENCE = 40;
const LOOKS = 3;

const look = async (run: Run, path: string, wanted: string): Promise<number> => {
	await run.screendump(path);
	const picture = parsePpm(await readFile(path));
	if (picture.width !== 1280 || picture.height !== 800) return Number.NaN;
	return differing(picture, wanted);
};

/** What is wrong with the screen, or nothing. */
const judge = async (run: Run, path: string, wanted: string): Promise<string | undefined> => {
	let wrong = await look(run, path, wanted);
	for (let tries = 0; wrong !== 0 && tries < PATIENCE; tries++) {
		await sleep(50);
		wrong = await look(run, path, wanted);
	}
	if (wrong !== 0) return `${wrong} pixels differ from picture ${wanted}`;
	for (let looks = 0; looks < LOOKS; looks++) {
		const later = await look(run, path, wanted);
		if (later !== 0) return `it was right, and then ${later} pixels differ from picture ${wanted}`;
	}
	return undefined;
};

const scratch = async (t: ExecutionContext): Promise<string> => {
	const folder = await mkdtemp(join(tmpdir(), "devns-screen-"));
	t.teardown(() => rm(folder, { recursive: true, force: true }));
	return folder;
};

guestTest("the screen shows what the active persona drew, whatever the others draw", async (t, guest) => {
	const path = join(await scratch(t), "screen.ppm");
	const run = await bootFor(t, guest, { scenario: "kernel/scenarios/framebuffer.sh", args: ["pictures"] });
	const wrong: string[] = [];
	let [judged, looked] = [0, 0];
	for await (const line of run.results) {
		const [, what, picture] = SCREEN.exec(line) ?? [];
		if (what !== undefined && picture !== undefined) {
			const complaint = await judge(run, path, picture);
			if (complaint !== undefined) wrong.push(`screen, ${what}: ${complaint}`);
			run.control.write("seen\n");
			looked++;
		} else if (line.startsWith("not ok")) wrong.push(line);
		else if (line.startsWith("ok")) judged++;
	}
	const outcome = await run.done;
	t.deepEqual(wrong, []);
	t.true(judged >= 100, `${judged} lines were ok`);
	t.true(looked >= 30, `the screen was looked at ${looked} times`);
	t.true(outcome.ok, `${outcome.why}\n${outcome.tail.join("\n")}`);
});
