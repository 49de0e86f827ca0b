/**
 * Edge: looks at logind's sessions, on the observed machine: whose is in the foreground of seat0. As sd-login does it, which is by the files
 * that logind keeps; there is nothing to ask and nothing to link with.
 */
import { createInterface } from "node:readline";
import { type Inum, NO_PROCESS, type Pid } from "../decoders/event.js";
import type { Clock } from "../decoders/lines/clock.js";
import { UserError } from "../decoders/user-error.js";
import type { Look, Looks } from "./looks.js";
import type { Transport } from "./transport.js";

const SEATS = "/run/systemd/seats";
/** What /proc/uptime is told in: it is rounded down. */
const HUNDREDTH = 10_000_000n;

/**
 * A line a look: the uptime before and after it, the PID of the session's leader, and the number of that one's PID namespace. `-` stands for
 * what is not there. Between two looks it starts one process, `sleep`; at a change a few more.
 */
const SCRIPT = `
run=$1
value() {
	found=
	[ -r "$1" ] || return
	while read -r line; do
		case $line in "$2="*) found=\${line#*=} ;; esac
	done <"$1"
}
known=
while read -r before rest </proc/uptime; do
	value "$run/seats/seat0" ACTIVE
	session=$found
	case $session in "" | *[!A-Za-z0-9]*) found= ;; *) value "$run/sessions/$session" LEADER ;; esac
	case $found in "" | *[!0-9]*) found=- ;; esac
	if [ "$session $found" != "$known" ]; then
		known="$session $found"
		number=-
		[ $found = - ] || number=$(ls -l "/proc/$found/ns/pid" | sed -n 's/.*\\[\\([0-9]*\\)\\]$/\\1/p')
	fi
	leader=$found
	read -r after rest </proc/uptime
	echo "$before $after $leader \${number:--}"
	sleep 0.1
done 2>/dev/null`;

const nanosOf = (seconds: string, hundredths: string): bigint =>
	BigInt(seconds) * 1_000_000_000n + BigInt(hundredths) * HUNDREDTH;

const LINE = /^(\d+)\.(\d\d) (\d+)\.(\d\d) (\d+|-) (\d+|-)$/;

export const lookOf = (line: string, clock: Clock): Look | undefined => {
	const [, seconds, hundredths, later, laterHundredths, leader, number] = LINE.exec(line) ?? [];
	if (!seconds || !hundredths || !later || !laterHundredths || !leader || !number) return undefined;
	const pid = (leader === "-" ? 0 : Number(leader)) as Pid;
	return {
		since: clock.sinceBoot(nanosOf(seconds, hundredths)),
		until: clock.sinceBoot(nanosOf(later, laterHundredths) + HUNDREDTH),
		persona: number === "-" ? undefined : (Number(number) as Inum),
		process: { ...NO_PROCESS, pid },
	};
};

export class Seat {
	readonly #kill: () => void;

	/** `run` is where systemd keeps its state. */
	constructor(transport: Transport, clock: Clock, looks: Pick<Looks, "look" | "end">, run = "/run/systemd") {
		const child = transport.spawn(["sh", "-c", SCRIPT, "seat", run]);
		this.#kill = () => child.kill("SIGTERM");
		child.stderr.resume();
		createInterface({ input: child.stdout }).on("line", (line) => {
			const look = lookOf(line, clock);
			if (look) looks.look(look);
		});
		void child.done.then(({ exitCode }) => looks.end(`nobody looks at logind's sessions any more: exit ${exitCode}`));
	}

	end(): void {
		this.#kill();
	}
}

/** It can't be followed where there is none. */
export const demandSeat = async (transport: Transport): Promise<void> => {
	const found = await transport.readFile(`${SEATS}/seat0`).catch(() => undefined);
	if (found === undefined)
		throw new UserError(
			`--active logind: there is no ${SEATS}/seat0 on ${transport.name}.`,
			"It needs systemd-logind, and a seat. Try: --active vt",
		);
};
