/** Edge: how every command ends. */
import { constants } from "node:os";
import { hasNoRoom } from "../decoders/recording.js";
import { UserError } from "../decoders/user-error.js";
import { shortcomings } from "../model/completeness.js";
import { violations } from "../model/findings.js";
import type { State } from "../model/state.js";

/** The exit codes; a violation outranks an inconclusive verdict. */
export const EXIT = { pass: 0, violation: 1, trouble: 2, inconclusive: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

const explain = (error: unknown): readonly string[] => {
	if (error instanceof UserError) return [error.message, `  ${error.cure}`];
	if (isSystemError(error)) return [error.message];
	return [error instanceof Error ? (error.stack ?? error.message) : String(error), "  This is a defect of devns-top."];
};

/** Prints an error, in the one place that does, and gives its exit code. */
export const report = (error: unknown): number => {
	process.stderr.write(`devns-top: ${explain(error).join("\n")}\n`);
	return error instanceof UserError ? error.exitCode : EXIT.trouble;
};

/** Of what is known: a violation outranks that something is missing. */
export const exitOf = (state: State): ExitCode => {
	if (violations(state) > 0) return EXIT.violation;
	return shortcomings(state).length > 0 ? EXIT.inconclusive : EXIT.pass;
};

/** What a dashboard's end means: where a signal ended it, what a shell calls that. */
export const exitOfDashboard = ({ signal }: { readonly signal?: NodeJS.Signals | undefined }): number =>
	signal === undefined ? EXIT.pass : 128 + constants.signals[signal];

const endQuietly = (error: NodeJS.ErrnoException): void => {
	if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.pass);
	const why = hasNoRoom(error) ? "There is no room for" : `Nothing can be written (${error.code}) of`;
	process.exit(report(new UserError(`${why} what was to be said.`, "Let standard output go to where there is room.")));
};

/** A reader that went away (`| head`) is no error: what it wanted, it has. */
export const endQuietlyOnClosedPipe = (): void => {
	process.stdout.on("error", endQuietly);
};

/** But a recording's reader is: whoever records is to know how much got through. */
export const tellOfClosedPipe = (): void => {
	process.stdout.off("error", endQuietly);
};
