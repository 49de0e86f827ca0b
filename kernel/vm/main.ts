/** `npm run vm -- …`: the guest for people. */

import { Command, Option } from "@commander-js/extra-typings";
import { UserError } from "../../decoders/user-error.js";
import { boot } from "./boot.js";
import { defaultCache } from "./cache.js";
import { clean, cleanAll } from "./clean.js";
import { ensureGuest, type GuestOptions, guestRoot } from "./guest.js";
import type { BootOptions } from "./launch.js";
import type { Outcome } from "./outcome.js";
import { FLAVOURS, RELEASES, recipeFor } from "./recipe.js";
import { useTerminal } from "./terminal.js";

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const release = () =>
	new Option("--release <name>", "the guest's Debian")
		.choices(RELEASES)
		.default("bookworm" as const)
		.env("DEVNS_RELEASE");

const flavour = () =>
	new Option(
		"--flavour <name>",
		"runtimes: with container runtimes, under systemd; kasan: on a kernel that checks itself; tracers: with trace-cmd; programs: with such as draw on a framebuffer",
	)
		.choices(FLAVOURS)
		.default("plain" as const);

/** Kept for good: without a listener, a signal or a closed pipe would end this process before its guest. */
const untilInterrupted = (): AbortSignal => {
	const controller = new AbortController();
	for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
	process.stdout.on("error", () => controller.abort());
	return controller.signal;
};

const tell = (outcome: Outcome): void => {
	if (outcome.ok) return;
	if (outcome.why !== "stopped") for (const line of outcome.tail) say(`  | ${line}`);
	const code = outcome.exitCode === undefined ? "" : ` (exit ${outcome.exitCode})`;
	say(`devns vm: ${outcome.why}${code}; the whole console: ${outcome.console}`);
};

const exitCodeOf = ({ ok, why, exitCode }: Outcome): number => (ok ? 0 : why === "failed" ? exitCode || 1 : 2);

const run = async (options: BootOptions, chosen: Pick<GuestOptions, "release" | "flavour">): Promise<void> => {
	const guest = await ensureGuest({ ...chosen, log: say });
	const course = await boot(guest, { ...options, signal: untilInterrupted() });
	course.packets.resume();
	for await (const line of course.results) process.stdout.write(`${line}\n`);
	const outcome = await course.done;
	tell(outcome);
	process.exitCode = exitCodeOf(outcome);
};

const program = new Command("vm")
	.enablePositionalOptions()
	.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
	.description("A Debian guest under QEMU, for trying device namespaces on a real kernel.");

program
	.command("build")
	.description("build the guest, if it is not there yet")
	.addOption(release())
	.addOption(flavour())
	.option("--verbose", "tell everything that the tools say")
	.action(async (options) => {
		await ensureGuest({ release: options.release, flavour: options.flavour, log: say, verbose: options.verbose });
	});

program
	.command("run")
	.description("run a scenario of the checkout in the guest; its standard output comes out here")
	.argument("<script>")
	.argument("[arguments...]")
	.addOption(release())
	.addOption(flavour())
	.option("--verbose", "show the guest's console as well")
	.option("--timeout <seconds>", "end it after this time", Number, 300)
	.option("--out <folder>", "a folder that the guest may write to, as /out")
	.option("--evidence <folder>", "where to put console.log")
	.option("--counted", "time is a count of instructions, on one CPU: for measuring what a path costs")
	.option("--kernel <arguments>", "added to the kernel's command line", (text) => text.split(" "))
	.passThroughOptions()
	.action(async (scenario, args, options) => {
		const onConsole = (bytes: Buffer) => void process.stderr.write(bytes);
		const { out, evidence, kernel } = options;
		await run(
			{
				scenario,
				args,
				out,
				evidence,
				timeoutMs: options.timeout * 1000,
				...(kernel && { kernelArguments: kernel }),
				...(options.counted && { counted: true }),
				...(options.verbose && { onConsole }),
			},
			options,
		);
	});

program
	.command("shell")
	.description("a shell in the guest, on this terminal")
	.addOption(release())
	.addOption(flavour())
	.option("--out <folder>", "a folder that the guest may write to, as /out")
	.action(async (options) => {
		const guest = await ensureGuest({ release: options.release, flavour: options.flavour, log: say });
		process.exitCode = await useTerminal(guest, options.out);
	});

program
	.command("path")
	.description("print the guest's root folder")
	.addOption(release())
	.addOption(flavour())
	.action((options) => {
		process.stdout.write(`${guestRoot(recipeFor(options.release, options.flavour))}\n`);
	});

program
	.command("clean")
	.description("remove guests of older recipes, what was built for them, and consoles; not while one of them runs")
	.option("--all", "the current ones as well")
	.action(async ({ all }) => {
		const removed = await (all ? cleanAll : clean)(defaultCache());
		for (const path of removed) say(`removed ${path}`);
	});

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	say(`devns vm: ${error.message}\n  ${error.cure}`);
	process.exitCode = error.exitCode;
}
