/** Edge: the observed machine. Everything that is read from it or run on it goes through here; this machine is the trivial case. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { type Readable, Transform } from "node:stream";
import { execa } from "execa";
import { UserError } from "../decoders/user-error.js";

export interface Output {
	readonly stdout: string;
	readonly stderr: string;
	/** 127 where there is no such program, as a shell has it; 128 + n where signal n ended it. */
	readonly exitCode: number;
}

export interface RunOptions {
	readonly stdin?: string | undefined;
	readonly env?: Readonly<Record<string, string>> | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds after which it is ended. */
	readonly timeout?: number | undefined;
	/** How bytes become text: with latin1 each is a character, so that none is lost. */
	readonly encoding?: "utf8" | "latin1" | undefined;
}

export interface Process {
	/** Not gathered anywhere: it has to be read. */
	readonly stdout: Readable;
	readonly stderr: Readable;
	kill(signal: NodeJS.Signals): void;
	/** Settles when it is gone; never rejects. */
	readonly done: Promise<{ readonly exitCode: number; readonly signal: string | undefined }>;
}

export interface Transport {
	/** What the machine is called in messages. */
	readonly name: string;
	run(argv: readonly string[], options?: RunOptions): Promise<Output>;
	spawn(argv: readonly string[], options?: Pick<RunOptions, "env">): Process;
	/** Rejects with what the system says where it can't be read. */
	readFile(path: string): Promise<Uint8Array>;
	writeFile(path: string, text: string): Promise<void>;
}

const NO_SUCH_PROGRAM = 127;
const CANNOT_RUN = 126;

/** As a shell has it. */
const exitCodeOfSignal = (signal: string): number =>
	128 + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0);

interface Result {
	readonly exitCode?: number | undefined;
	readonly code?: string | undefined;
	readonly signal?: string | undefined;
}

const exitCodeOf = ({ exitCode, code, signal }: Result): number =>
	exitCode ?? (code === "ENOENT" ? NO_SUCH_PROGRAM : signal === undefined ? CANNOT_RUN : exitCodeOfSignal(signal));

const start = (argv: readonly string[], options: Pick<RunOptions, "env"> = {}): Process => {
	const [program = "", ...args] = argv;
	const child = execa(program, args, {
		stdin: "ignore",
		stdout: "pipe",
		stderr: "pipe",
		buffer: false,
		reject: false,
		env: options.env ?? {},
		// The collector tells it when to end; a Ctrl-C at the terminal is for the collector.
		detached: true,
		cleanup: true,
	});
	return {
		stdout: child.stdout,
		stderr: child.stderr,
		kill: (signal) => void child.kill(signal),
		done: child.then((result) => ({ exitCode: exitCodeOf(result), signal: result.signal })),
	};
};

const runToEnd = async (argv: readonly string[], options: RunOptions = {}) => {
	const [program = "", ...args] = argv;
	const { stdin, env, signal, timeout } = options;
	const result = await execa(program, args, {
		...(stdin === undefined ? { stdin: "ignore" as const } : { input: stdin }),
		...(env && { env }),
		...(signal && { cancelSignal: signal }),
		...(timeout !== undefined && { timeout }),
		encoding: "buffer",
		reject: false,
		stripFinalNewline: false,
		maxBuffer: 1 << 28,
	});
	const { stdout = new Uint8Array(0), stderr = new Uint8Array(0) } = result;
	return { stdout, stderr: Buffer.from(stderr).toString("utf8"), exitCode: exitCodeOf(result) };
};

const runForText = async (argv: readonly string[], options: RunOptions = {}): Promise<Output> => {
	const { stdout, ...rest } = await runToEnd(argv, options);
	return { ...rest, stdout: Buffer.from(stdout).toString(options.encoding ?? "utf8") };
};

/** The machine that this runs on. */
export const localTransport = (): Transport => ({
	name: "this machine",
	run: runForText,
	spawn: start,
	// Not readFile(), which takes a short read for the end of a file: sysfs gives a page at a time. Nor a stream, which has each page
	// read by another thread: that takes fifteen times as long for the kernel's types.
	readFile: async (path) => readFileSync(path),
	writeFile: (path, text) => writeFile(path, text),
});

/** A word as a POSIX shell takes it unchanged. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const commandLine = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): string => {
	const settings = Object.entries(env).map(([name, value]) => shellWord(`${name}=${value}`));
	return [...(settings.length > 0 ? ["env", ...settings] : []), ...argv.map(shellWord)].join(" ");
};

const succeed = ({ exitCode, stderr }: Pick<Output, "exitCode" | "stderr">): void => {
	if (exitCode !== 0) throw new Error(stderr.trim() || `exit ${exitCode}`);
};

/** Takes the first line off a stream, and gives it on its own. */
const withoutFirstLine = (stream: Readable): { readonly rest: Readable; readonly line: () => string | undefined } => {
	let head: string | undefined = "";
	let line: string | undefined;
	const rest = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			if (head === undefined) return done(null, chunk);
			head += chunk.toString("latin1");
			const end = head.indexOf("\n");
			if (end === -1) return done();
			line = head.slice(0, end);
			const after = Buffer.from(head.slice(end + 1), "latin1");
			head = undefined;
			done(null, after);
		},
	});
	stream.pipe(rest);
	return { rest, line: () => line };
};

/**
 * The machine that a command leads to, such as `ssh root@phone`. The command is given one more word, a command line for
 * the shell over there, which needs sh, cat, mktemp, rm, kill and bpftrace.
 *
 * A signal to the near end would not reach the far one: each process over there says its PID first, and is sent its
 * signals by another.
 */
export const viaTransport = (via: string): Transport => {
	if (via.trim() === "") throw new UserError("--via names no command.", "Use: --via 'ssh root@phone'");
	// What is given is a command line: the shell over here splits it, as its user expects.
	const near = (script: string): readonly string[] => ["sh", "-c", `${via} "$1"`, "via", script];
	const run: Transport["run"] = (argv, { env, ...options } = {}) => runForText(near(commandLine(argv, env)), options);
	return {
		name: via,
		run,
		spawn: (argv, { env } = {}) => {
			const child = start(near(`echo $$ >&2; exec ${commandLine(argv, env)}`));
			const { rest, line: pid } = withoutFirstLine(child.stderr);
			const kill = async (signal: NodeJS.Signals): Promise<void> => {
				const far = pid();
				const sent = far && (await run(["kill", "-s", signal.slice("SIG".length), far])).exitCode === 0;
				if (!sent) child.kill(signal);
			};
			return { ...child, stderr: rest, kill: (signal) => void kill(signal) };
		},
		readFile: async (path) => {
			const output = await runToEnd(near(`cat -- ${shellWord(path)}`));
			succeed(output);
			return output.stdout;
		},
		writeFile: async (path, text) => succeed(await runToEnd(near(`cat > ${shellWord(path)}`), { stdin: text })),
	};
};
