/** From the command to the first picture with something in it, on a small recording and a large one. */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quantile } from "./quantile.js";
import { onTerminal } from "./terminal.js";

const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
const FIXTURE = fileURLToPath(new URL("../../../fixtures/three-personas.devns", import.meta.url));
const TIMES = 7;

export interface StartFigure {
	readonly what: string;
	readonly median_ms: number;
}

/** Recordings can be put behind one another. */
const repeated = (path: string, bytes: number): void => {
	const once = readFileSync(FIXTURE);
	const many = Buffer.concat(Array.from({ length: Math.ceil(2 ** 20 / once.length) }, () => once));
	writeFileSync(path, many);
	for (let size = many.length; size < bytes; size += many.length) appendFileSync(path, many);
};

const firstPicture = (file: string): Promise<number> =>
	new Promise((resolve) => {
		const began = performance.now();
		const terminal = onTerminal(`${process.execPath} ${MAIN} replay ${file}`);
		let text = "";
		terminal.stdout?.on("data", (chunk: Buffer) => {
			text += chunk.toString("latin1");
			if (!text.includes("Linux 6.")) return;
			resolve(performance.now() - began);
			terminal.stdout?.removeAllListeners("data");
			terminal.kill("SIGKILL");
		});
	});

const bareNode = (): number => {
	const began = performance.now();
	spawnSync(process.execPath, ["-e", "0"]);
	return performance.now() - began;
};

const median = async (once: () => number | Promise<number>): Promise<number> => {
	const took: number[] = [];
	for (let time = 0; time < TIMES; time++) took.push(await once());
	return quantile(took, 0.5);
};

export const measureStart = async (): Promise<readonly StartFigure[]> => {
	const folder = mkdtempSync(join(tmpdir(), "devns-bench-"));
	try {
		const [small, large] = [join(folder, "1mb.devns"), join(folder, "1gb.devns")];
		repeated(small, 2 ** 20);
		repeated(large, 2 ** 30);
		return [
			{ what: "node -e 0", median_ms: await median(bareNode) },
			{ what: "first picture of a recording of 1 MB", median_ms: await median(() => firstPicture(small)) },
			{ what: "first picture of a recording of 1 GB", median_ms: await median(() => firstPicture(large)) },
		];
	} finally {
		rmSync(folder, { recursive: true });
	}
};
