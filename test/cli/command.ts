/** Runs the tool as its users do. */
import { fileURLToPath } from "node:url";
import { execa } from "execa";

export const checkout = fileURLToPath(new URL("../../..", import.meta.url));
export const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));
export const FIXTURE = fileURLToPath(new URL("../../../fixtures/three-personas.devns", import.meta.url));

export interface Said {
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

export const devnsTop = async (args: readonly string[], input: string | Uint8Array = ""): Promise<Said> => {
	const { exitCode, stdout, stderr } = await execa(process.execPath, [MAIN, ...args], {
		input,
		reject: false,
		timeout: 60_000,
		maxBuffer: 1 << 26,
	});
	return { exitCode, stdout, stderr };
};
