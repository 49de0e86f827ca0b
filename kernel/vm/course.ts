/** The course of one run: what ends it, and which of several ends counts. */
import { setTimeout as wait } from "node:timers/promises";
import { complaintOf, tailOf } from "./console.js";
import type { Intake } from "./intake.js";
import type { Ended, Running } from "./machine.js";
import type { Outcome, Report, Why } from "./outcome.js";

const TAIL_LINES = 40;

export class Course {
	readonly #machine: Running;
	#why: Why | undefined;
	#report: Report | undefined;

	constructor(machine: Running) {
		this.#machine = machine;
	}

	/** The first reason counts, but for a splat: see there. */
	end(why: Why): void {
		this.#why ??= why;
		this.#machine.kill();
	}

	/** Outranks every other end. The kernel panics after most splats; it gets the time to say all of it. */
	async splat(): Promise<void> {
		if (this.#why === "splat") return;
		this.#why = "splat";
		await this.#leave(5000);
	}

	/** Before a run that hangs is ended, the kernel puts its blocked and its running tasks on the console, and its timers. */
	async expire(): Promise<void> {
		await Promise.race([this.#press("w", "l", "q"), wait(2000, undefined, { ref: false })]);
		await Promise.race([this.#machine.ended, wait(1500, undefined, { ref: false })]);
		this.end("timeout");
	}

	/** The scenario has ended. The guest waits to be told that all it sent has come. */
	async finish(report: Report, intakes: ReadonlyMap<string, Intake>, release: () => void): Promise<void> {
		this.#report = report;
		await Promise.all([...intakes].map(([port, intake]) => intake.drain(report.sent.get(port) ?? 0)));
		release();
		await this.#leave(10_000);
	}

	async outcome(ended: Ended, console: string): Promise<Outcome> {
		const exitCode = this.#report?.exitCode;
		const why =
			this.#why ?? (exitCode === 0 ? "finished" : exitCode === undefined && ended.complaint ? "qemu" : "failed");
		const tail = await this.#lastWords(why, ended, console);
		return { ok: why === "finished", why, exitCode, console, tail };
	}

	#lastWords(why: Why, { complaint = "" }: Ended, console: string): Promise<readonly string[]> | readonly string[] {
		if (why === "qemu") return complaint.split("\n");
		return why === "splat" ? complaintOf(console, TAIL_LINES) : tailOf(console, TAIL_LINES);
	}

	/** Magic SysRq: https://docs.kernel.org/admin-guide/sysrq.html */
	async #press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) {
			const command = { "command-line": `sendkey alt-sysrq-${key}` };
			await this.#machine.qmp?.execute("human-monitor-command", command).catch(() => undefined);
		}
	}

	/** Waits for the guest to power off by itself, though not for ever. */
	async #leave(milliseconds: number): Promise<void> {
		await Promise.race([this.#machine.ended, wait(milliseconds, undefined, { ref: false })]);
		this.#machine.kill();
	}
}
