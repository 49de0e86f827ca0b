/** What a guest is told to do, as a file of shell assignments: no text is ever on the kernel's command line. */

export interface Orders {
	/** Path in the checkout, or nothing for a shell on the serial line. */
	readonly scenario: string | undefined;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** The guest's own watchdog, in seconds. */
	readonly limit: number;
	/** Tags of the shares to mount beside the root. */
	readonly shares: readonly string[];
	/** systemd is the first process. */
	readonly systemd: boolean;
}

export const quote = (text: string): string => {
	if (text.includes("\0")) throw new RangeError("a guest's arguments and environment can't hold NUL");
	return `'${text.replaceAll("'", "'\\''")}'`;
};

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const assignment = ([name, value]: readonly [string, string]): string => {
	if (!VARIABLE.test(name))
		throw new RangeError(`${JSON.stringify(name)} can't be the name of an environment variable`);
	return `export ${name}=${quote(value)}`;
};

/** Two functions for init.sh, which sources the file; the environment is only set in the scenario's own shell. */
export const ordersText = ({ scenario, args, env, limit, shares, systemd }: Orders): string =>
	[
		`limit=${limit}`,
		`shares=${quote(shares.join(" "))}`,
		`interactive=${scenario === undefined ? "yes" : ""}`,
		`systemd=${systemd ? "yes" : ""}`,
		"environment() {",
		":",
		...Object.entries(env).map(assignment),
		"}",
		"orders() {",
		scenario === undefined ? "set --" : `set -- ${[`/repo/${scenario}`, ...args].map(quote).join(" ")}`,
		'start "$@"',
		"}",
		"",
	].join("\n");
