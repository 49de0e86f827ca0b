/** Edge: gives root up where `sudo` lent it. */
const number = (text: string | undefined): number | undefined =>
	text && /^\d+$/.test(text) ? Number(text) : undefined;

/**
 * Under sudo, makes this process the caller's again, for good: the dashboard reads a pipe and draws, and needs no root.
 * Called once the collector has been started.
 */
export const dropToCaller = (): void => {
	const uid = number(process.env.SUDO_UID);
	const gid = number(process.env.SUDO_GID);
	if (process.getuid?.() !== 0 || uid === undefined || gid === undefined || uid === 0) return;
	process.setgroups?.([gid]);
	process.setgid?.(gid);
	process.setuid?.(uid);
};
