#!/usr/bin/env node
/** Edge: the commands. Each one's code is loaded when it is called. */
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
	Command,
	CommanderError,
	type CommandUnknownOpts,
	Option,
	type OptionValues,
} from "@commander-js/extra-typings";
import { CODECS } from "../decoders/stream/compression.js";
import { duration, limit, pid, positive, rotation, tolerance, trigger, whole } from "./arguments.js";
import { EXIT, endQuietlyOnClosedPipe, report } from "./exit.js";

const version = (): string => {
	const file = fileURLToPath(new URL("../../package.json", import.meta.url));
	return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
};

/** Options of several commands; each is told once. */
const VIA = new Option(
	"--via <command>",
	"run bpftrace and read the kernel through this command, such as 'ssh root@phone'",
);
const ACTIVE_WORDS =
	"who is active where the kernel has no device namespaces: master (of the display), vt (the terminal in front), logind (the session in front), none, or a persona's name";
const ACTIVE = new Option("--active <policy>", ACTIVE_WORDS);
const CLASSES = new Option("--classes <file>", "a table of device classes of your own: see probes/classes.txt");
const VERIFY_WORDS =
	"sum up the screen and what personas hold, at switches and each second, so that they can be compared";
const VERIFY = new Option("--verify-screen", VERIFY_WORDS);
const AUDIT_WORDS = "attach the witnesses of an audit as well, so that what is recorded can be audited to the end";
const AUDIT = new Option("--audit", AUDIT_WORDS);

const EACH_WORDS =
	"tell each delivery of input at its time, instead of each client's counts five times a second: dearer, and never with keys";
const EACH = new Option("--each-delivery", EACH_WORDS);

const FILTER_WORDS = "show only what fits, as after / in the dashboard, such as 'persona:work class:input'";
const FILTER = new Option("--filter <words>", FILTER_WORDS);
const VIEW = new Option("--view <name>", "begin with: overview, personas, devices, switches, flow, log or findings");
const THEME = new Option("--theme <name>", "dark, light, 16 or mono");

const BATCH = new Option("-b, --batch", "no screen: print what is known, again and again");
const NUMBER = new Option("-n, --number <times>", "with -b: so often, then end").argParser(whole);
const DELAY = new Option("-d, --delay <time>", "with -b: between two").argParser(duration).default(1, "1s");
const BATCH_JSON = new Option("--json", "with -b: NDJSON, for programs");

const JSON_LINES = new Option("--json", "NDJSON, for programs");

const CONTROL_WORDS = "the collector's control socket; without it, that of the only one running";
const CONTROL = new Option("--control <path>", CONTROL_WORDS);

/** What a dashboard takes, of a kernel or of a recording. */
const dashboard = <Args extends unknown[], Options extends OptionValues, Globals extends OptionValues>(
	command: Command<Args, Options, Globals>,
) =>
	command
		.addOption(FILTER)
		.addOption(VIEW)
		.addOption(THEME)
		.addOption(BATCH)
		.addOption(NUMBER)
		.addOption(DELAY)
		.addOption(BATCH_JSON);

/** What the dashboard takes, in the help of `devns-top` itself: it is what a line without a command is about. */
const optionsOf = (command: CommandUnknownOpts): string => {
	const help = command.createHelp();
	const width = help.longestOptionTermLength(command, help);
	const rows = help
		.visibleOptions(command)
		.map((option) => help.formatItem(help.optionTerm(option), width, help.optionDescription(option), help));
	return ["", "Options of live, which is what is run without a command:", ...rows].join("\n");
};

/** `command` is what stands after `--`. */
const program = (command: readonly string[]): Command => {
	const top = new Command("devns-top")
		.description(
			"Who owns each device of this kernel, who received the input, and how long a switch between personas takes.",
		)
		.version(version())
		.showHelpAfterError()
		.exitOverride()
		.enablePositionalOptions();

	const live = dashboard(
		top
			.command("live", { isDefault: true })
			.description("the dashboard on this kernel (needs root for the collector alone)")
			.addOption(VIA)
			.addOption(ACTIVE)
			.addOption(CLASSES)
			.addOption(VERIFY)
			.addOption(AUDIT)
			.addOption(EACH)
			.option("-o, --output <file>", "record what is shown"),
	).action(async (options) => {
		process.exitCode = await (await import("./live.js")).live(options);
	});
	top.addHelpText("after", () => optionsOf(live));

	top
		.command("record")
		.description("collect events into a file, or into a pipe with -o -")
		.requiredOption("-o, --output <file>", "where to; - is standard output")
		.argument("[command...]", "record for as long as this runs, and end with its exit code")
		.option("-d, --duration <time>", "how long; without it, until a signal", duration)
		.option("--switches <number>", "until so many switches have ended", whole)
		.option("--force", "overwrite the file")
		.addOption(
			new Option("--compress [codec]", "compress the blocks: a quarter of the size, but opaque to protoc")
				.choices(CODECS)
				.preset("brotli" as const),
		)
		.addOption(
			new Option("--rotate <limits>", "begin another file after a size, a time or both, such as 100MB,1h")
				.argParser(rotation)
				.conflicts("ring"),
		)
		.option("--keep <number>", "of the files of --rotate, keep so many of the latest", whole)
		.option("--ring <time>", "keep the last seconds in memory, and write them when there is a reason to", duration)
		.option("--on <reason>", "a reason: finding, or switch>TIME; more than once for several", trigger, [])
		.addOption(VIA)
		.addOption(ACTIVE)
		.addOption(CLASSES)
		.option("--raw <file>", "keep bpftrace's own output too")
		.addOption(VERIFY)
		.addOption(AUDIT)
		.addOption(EACH)
		.option("--control <path>", "where its control socket is")
		.option("--no-control", "without a control socket")
		.addOption(new Option("--while-fed", "until standard input ends").hideHelp())
		.passThroughOptions()
		.action(async (command, options) => {
			process.exitCode = await (await import("./record.js")).record(options, command);
		});

	top
		.command("mark")
		.description("put a note into what a running collector collects")
		.argument("<text...>")
		.addOption(CONTROL)
		.action(async (text, options) => {
			process.exitCode = await (await import("./ask.js")).ask({ do: "mark", text: text.join(" ") }, options);
		});

	top
		.command("trigger")
		.description("have a running collector write its ring")
		.argument("[reason...]")
		.addOption(CONTROL)
		.action(async (reason, options) => {
			const request = { do: "trigger", reason: reason.join(" ") || undefined } as const;
			process.exitCode = await (await import("./ask.js")).ask(request, options);
		});

	top
		.command("switch")
		.description("have a running collector make the persona of a process active")
		.argument("<pid>", "any of its processes, as the root PID namespace numbers it", pid)
		.addOption(CONTROL)
		.action(async (pid, options) => {
			process.exitCode = await (await import("./ask.js")).ask({ do: "switch", pid }, options);
		});

	dashboard(
		top
			.command("replay")
			.description("the dashboard on a recording, or on a pipe with -")
			.argument("<file>", "a recording; - is standard input")
			.option("--at <time>", "begin so long after its beginning", duration)
			.option("--speed <factor>", "how many times as fast as it happened", positive, 1)
			.addOption(
				new Option("--idle <time>", "leave out what is longer than this of a pause")
					.argParser(duration)
					.default(3, "3s"),
			),
	).action(async (file, options) => {
		process.exitCode = await (await import("./replay.js")).replay(file, options);
	});

	top
		.command("report")
		.description("what a recording says: personas, devices, switches driver by driver, what was lost")
		.argument("<files...>", "a recording; - is standard input; of several, what they say together")
		.addOption(JSON_LINES)
		.addOption(new Option("--html", "one page for a browser: timeline, distributions, waterfall").conflicts("json"))
		.action(async (files, options) => {
			process.exitCode = await (await import("./report.js")).printReport(files, options);
		});

	top
		.command("diff")
		.description("whether recordings differ from others: every time and rate, by how much, and how sure that is")
		.argument("<files...>", "A and B: recordings, folders of them, or baselines")
		.option("--with <files...>", "B, where A or B are several files")
		.option("--fail-on <limit>", "what is a regression: 'switch.total.p95 > +10% and +1ms'", tolerance, [])
		.option("--save-baseline <file>", "keep what B was, for later diffs")
		.addOption(JSON_LINES)
		.addOption(new Option("--markdown", "for a pull request's comment").conflicts("json"))
		.action(async (files, options) => {
			process.exitCode = await (await import("./diff.js")).diff(files, options);
		});

	top
		.command("check")
		.description("whether recordings keep limits such as 'switch.fb.p95 < 20ms'")
		.argument("<files...>", "recordings, folders of them, or baselines")
		.option("--limit <limit>", "what is to hold; more than once for several", limit, [])
		.option("--save-baseline <file>", "keep what was measured, for later diffs")
		.addOption(JSON_LINES)
		.action(async (files, { limit, ...options }) => {
			process.exitCode = await (await import("./diff.js")).check(files, limit, options);
		});

	top
		.command("export")
		.description(
			"recordings as tables for DuckDB, Spark, ClickHouse, spreadsheets; or rewritten, to be kept or read by others",
		)
		.argument("<files...>", "recordings, or folders of them")
		.addOption(new Option("--to <format>", "of what").choices(["parquet", "ndjson", "csv", "devns"]).default("parquet"))
		.requiredOption("-o, --output <path>", "the folder for the tables, or with --to devns the file")
		.addOption(
			new Option("--compress [codec]", "with --to devns: as small as it gets, as nothing waits for it any more")
				.choices(CODECS)
				.preset("brotli"),
		)
		.action(async (files, { to, ...options }) => {
			const { exportRecordings } = await import("./export/export.js");
			process.exitCode = await exportRecordings(files, { to: to as "parquet", ...options });
		});

	top
		.command("measure", { hidden: true })
		.argument("<files...>")
		.action(async (files) => {
			process.exitCode = await (await import("./measure.js")).measure(files);
		});

	top
		.command("audit")
		.description("whether background personas get input, grabs, light or screen: pass, fail, or why it can't be said")
		.argument("[file]", "a recording, or - for standard input; without it this kernel, until a signal")
		.option("-d, --duration <time>", "this kernel, for so long", duration)
		.option("-o, --output <file>", "record what is audited")
		.addOption(VIA)
		.addOption(ACTIVE)
		.addOption(CLASSES)
		.addOption(VERIFY)
		.option("--rule <id...>", "these rules only")
		.option("--policy <file>", "who may do what with which devices, as well")
		.option("--init-policy", "write a policy that allows what is seen, and nothing else")
		.option("--list", "the rules")
		.option("--explain <id>", "what a rule means, and what makes it conclusive")
		.addOption(JSON_LINES)
		.option("--junit", "JUnit XML, for CI")
		.option("--sarif", "SARIF, for CI")
		.addHelpText("after", "\nAround a command: devns-top audit [options] -- <command> [arguments]")
		.action(async (file, options) => {
			process.exitCode = await (await import("./audit.js")).audit(file, options, command);
		});

	top
		.command("doctor")
		.description("what this kernel and machine can and can't, and the cure")
		.addOption(VIA)
		.addOption(JSON_LINES)
		.action(async (options) => {
			process.exitCode = await (await import("./doctor.js")).doctor(options);
		});

	top
		.command("demo")
		.description("three personas on a real kernel in QEMU, and the dashboard on them; or a phone and a palette")
		.argument("[scene]", "personas or palette", "personas")
		.option("--release <name>", "the guest's Debian release", "bookworm")
		.option("-o, --output <file>", "record what is shown")
		.addOption(FILTER)
		.addOption(VIEW)
		.addOption(THEME)
		.option("--absent <reason>", "show the replay of a recording instead, for this reason")
		.action(async (scene, options) => {
			process.exitCode = await (await import("./demo.js")).demo(scene, options);
		});

	return top as unknown as Command;
};

/** What was wrong has been said, or the help that was asked for. */
const exitOfUsage = ({ exitCode }: CommanderError): number => (exitCode === 0 ? EXIT.pass : EXIT.trouble);

/** Runs one command line; sets the process's exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
	endQuietlyOnClosedPipe();
	try {
		const end = argv[0] === "audit" ? argv.indexOf("--") : -1;
		const [own, command] = end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
		await program(command).parseAsync([...own], { from: "user" });
	} catch (error) {
		process.exitCode = error instanceof CommanderError ? exitOfUsage(error) : report(error);
	}
};

const calledDirectly = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (calledDirectly) await main(process.argv.slice(2));
