/** Ties a program to this process: the kernel sends it a signal when this process ends, were it by SIGKILL. */

/**
 * What to run, and the arguments to put before the program's own. Should this process have ended before the tie was
 * made, the program is not started: its parent is then another.
 */
export const tied = (signal: "KILL" | "TERM", program: string, args: readonly string[]): [string, string[]] => [
	"setpriv",
	["--pdeathsig", signal, "sh", "-c", 'test "$PPID" = "$0" && exec "$@"', String(process.pid), program, ...args],
];
