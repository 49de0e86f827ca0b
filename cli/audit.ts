/** Edge: `devns-top audit`, on a recording or on a live kernel: for a time, until a signal, or around a command. */
import { execa } from "execa";
import type { Event } from "../decoders/event.js";
import { UserError } from "../decoders/user-error.js";
import { createAudit } from "../model/audit/audit.js";
import { Practice } from "../model/audit/policy/practice.js";
import type { Rule } from "../model/audit/rule.js";
import { RULES } from "../model/audit/rules.js";
import type { Outcome, Verdict } from "../model/audit/verdict.js";
import { createModel } from "../model/model.js";
import type { State } from "../model/state.js";
import { auditJson } from "../report/audit/json.js";
import { auditJunit } from "../report/audit/junit.js";
import { policyOf } from "../report/audit/policy.js";
import { auditSarif } from "../report/audit/sarif.js";
import { auditText, ruleExplained, ruleList } from "../report/audit/text.js";
import { sentence } from "../report/sentence.js";
import { News, trouble } from "./announce.js";
import type { Collected } from "./collector-process.js";
import { EXIT, type ExitCode } from "./exit.js";
import { rulesFromFile } from "./policy-file.js";
import { openTrace } from "./source.js";
import { untilSignal } from "./until.js";
import { watchKernel } from "./watched-kernel.js";

interface Options extends Omit<Collected, "audit"> {
	readonly duration?: number | undefined;
	readonly output?: string | undefined;
	readonly json?: true | undefined;
	readonly junit?: true | undefined;
	readonly sarif?: true | undefined;
	readonly list?: true | undefined;
	readonly explain?: string | undefined;
	readonly rule?: readonly string[] | undefined;
	readonly policy?: string | undefined;
	readonly initPolicy?: true | undefined;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
	pass: EXIT.pass,
	fail: EXIT.violation,
	inconclusive: EXIT.inconclusive,
	"not-applicable": EXIT.inconclusive,
};

const ruleOf = (rules: readonly Rule[], id: string): Rule => {
	const found = rules.find((rule) => rule.id === id);
	if (!found) throw new UserError(`There is no rule ${id}.`, "See: devns-top audit --list");
	return found;
};

const print = (state: State, outcome: Outcome, source: string, rules: readonly Rule[], options: Options): void => {
	const text = options.json
		? auditJson(state, outcome)
		: options.junit
			? auditJunit(state, outcome)
			: options.sarif
				? auditSarif(state, outcome, source, rules)
				: auditText(state, outcome, source);
	process.stdout.write(text);
};

/** What goes wrong meanwhile; which probes were missing to begin with, the verdict says of the rules that need them. */
const sayTrouble = (event: Event): void => {
	const wrong = event.kind === "probe" && event.state === "missing" ? undefined : trouble(event);
	if (wrong !== undefined) say(wrong);
};

interface Live {
	readonly batches: AsyncIterable<readonly Event[]>;
	/** Ends the collector, and throws if it failed. */
	readonly finish: () => Promise<void>;
	/** How the command ended, if there was one. */
	readonly commandFailed: () => boolean;
}

/** Ends when the time is over, at a signal, or when the command is done, which begins once everything is watched. */
const watchLive = async (options: Options, command: readonly string[]): Promise<Live> => {
	const stop = untilSignal();
	const { batches: trace, finish } = await watchKernel({ ...options, audit: true }, options.output, (started) =>
		stop.signal.addEventListener("abort", () => started.stop()),
	);
	let failed = false;
	const begin = async (): Promise<void> => {
		say("Watching.");
		if (options.duration !== undefined) setTimeout(() => stop.abort(), options.duration * 1000).unref();
		const [program, ...args] = command;
		if (program === undefined) return;
		const {
			exitCode,
			code,
			failed: trouble,
		} = await execa(program, args, {
			// What it prints is none of the verdict.
			stdio: ["inherit", process.stderr, "inherit"],
			reject: false,
		});
		if (trouble) say(`The command ${code === "ENOENT" ? "does not exist" : `ended with ${exitCode}`}: ${program}`);
		failed = trouble;
		stop.abort();
	};
	async function* begun(): AsyncGenerator<readonly Event[]> {
		let isReady = false;
		for await (const events of trace) {
			yield events;
			if (isReady || !events.some(({ kind }) => kind === "ready")) continue;
			isReady = true;
			void begin();
		}
	}
	return { batches: begun(), finish, commandFailed: () => failed };
};

const checked = (file: string | undefined, options: Options, command: readonly string[]): void => {
	if (file !== undefined && (command.length > 0 || options.duration !== undefined || options.output !== undefined))
		throw new UserError(
			"A recording is audited as a whole.",
			"Leave out -d, -o and the command, or leave out the file to audit this kernel.",
		);
	if ([options.json, options.junit, options.sarif].filter(Boolean).length > 1)
		throw new UserError("There is one output.", "Use one of --json, --junit and --sarif.");
};

/** Of what is done, as it is done: what has closed and been forgotten was done as well. */
const writePolicy = async (batches: AsyncIterable<readonly Event[]>): Promise<ExitCode> => {
	const model = createModel();
	const practice = new Practice();
	for await (const events of batches)
		for (const event of events) {
			model.apply([event]);
			practice.take(event, model.state);
			sayTrouble(event);
		}
	process.stdout.write(policyOf(practice.habits));
	const { loss, ready, earlier } = model.state;
	if (ready && loss.times === 0 && loss.rejects === 0 && earlier.incomplete === 0) return EXIT.pass;
	say("Something was lost or torn: what it would have allowed is forbidden.");
	return EXIT.inconclusive;
};

export const audit = async (
	file: string | undefined,
	options: Options,
	command: readonly string[],
): Promise<ExitCode> => {
	const all = [...RULES, ...(options.policy === undefined ? [] : await rulesFromFile(options.policy))];
	if (options.list) {
		process.stdout.write(ruleList(all));
		return EXIT.pass;
	}
	if (options.explain !== undefined) {
		process.stdout.write(ruleExplained(ruleOf(all, options.explain)));
		return EXIT.pass;
	}
	checked(file, options, command);
	const asked = options.rule?.map((id) => ruleOf(all, id));
	const rules = asked ?? all;
	const made = createAudit(rules, { asked: asked !== undefined });
	const live = file === undefined ? await watchLive(options, command) : undefined;
	const batches = live?.batches ?? (await openTrace(file ?? "-"));
	if (options.initPolicy) {
		const exit = await writePolicy(batches).finally(live?.finish);
		return exit === EXIT.pass && live?.commandFailed() ? EXIT.trouble : exit;
	}
	const news = new News();
	try {
		for await (const events of batches) {
			const told = made.take(events);
			if (!live) continue;
			for (const event of events) sayTrouble(event);
			for (const event of news.of(told)) say(sentence(made.state, { event }));
		}
	} finally {
		await live?.finish();
	}
	const { outcome } = made.end();
	print(made.state, outcome, file ?? options.output ?? "FILE", rules, options);
	const exit = EXIT_OF[outcome.verdict];
	return exit === EXIT.pass && live?.commandFailed() ? EXIT.trouble : exit;
};
