/** Edge: the ways out of a process, and back into it, that go past a program's own end. */

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
export type EndSignal = (typeof SIGNALS)[number];

export interface Exits {
	/** A signal asks the process to end; it does not end by itself then. */
	signal(signal: EndSignal): void;
	/** The process ends now: an error that nobody caught, or process.exit(). Nothing asynchronous can follow. */
	dying(): void;
	/** The process was stopped, and goes on. */
	continued(): void;
}

/** Gives the function that stops watching. */
export const watchExits = (exits: Exits): (() => void) => {
	const listeners = SIGNALS.map((name) => [name, () => exits.signal(name)] as const);
	for (const [name, listener] of listeners) process.on(name, listener);
	// The monitor runs before the error is printed, so that it is printed on the restored terminal.
	process.on("uncaughtExceptionMonitor", exits.dying);
	process.on("exit", exits.dying);
	process.on("SIGCONT", exits.continued);
	return () => {
		for (const [name, listener] of listeners) process.off(name, listener);
		process.off("uncaughtExceptionMonitor", exits.dying);
		process.off("exit", exits.dying);
		process.off("SIGCONT", exits.continued);
	};
};

/** Stops this job as the terminal's own Ctrl-Z does. Where there is no shell to come back to, the kernel ignores it. */
export const stopJob = (): void => {
	process.kill(0, "SIGTSTP");
};
