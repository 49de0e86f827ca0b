/** Edge: gives root up where `sudo` lent it. */
const number = (text: string | undefined): number | undefined =>
	text && /^\d+$/.test(text) ? Number(text) : undefined;

interface Caller {
	readonly uid: number;
	readonly gid: number;
}

/** Who called, where that is another than who runs this: the user of `sudo`. */
const sudoCaller = (): Caller | undefined => {
	const uid = number(process.env.SUDO_UID);
	const gid = number(process.env.SUDO_GID);
	if (process.getuid?.() !== 0 || uid === undefined || gid === undefined || uid === 0) return undefined;
	return { uid, gid };
};

/** Whom a command is to run as, where that is another than who runs this. */
export const callerIds = (): Partial<Caller> => sudoCaller() ?? {};

/** Whose command this is. */
export const callerId = (): number => sudoCaller()?.uid ?? process.getuid?.() ?? 0;

/**
 * Under sudo, makes this process the caller's again, for good: the dashboard reads a pipe and draws, and needs no root.
 * Called once the collector has been started.
 */
export const dropToCaller = (): void => {
	const caller = sudoCaller();
	if (!caller) return;
	process.setgroups?.([caller.gid]);
	process.setgid?.(caller.gid);
	process.setuid?.(caller.uid);
};

/**
 * Does something with the caller's rights, and waits for nothing meanwhile: where root would act in a folder that the
 * caller can change, a link put there could lead it anywhere.
 */
export const asCaller = <Result>(act: () => Result): Result => {
	const caller = sudoCaller();
	if (!caller) return act();
	const [groups, gid] = [process.getgroups?.() ?? [], process.getegid?.() ?? 0];
	process.setgroups?.([caller.gid]);
	process.setegid?.(caller.gid);
	process.seteuid?.(caller.uid);
	try {
		return act();
	} finally {
		process.seteuid?.(0);
		process.setegid?.(gid);
		process.setgroups?.(groups);
	}
};
