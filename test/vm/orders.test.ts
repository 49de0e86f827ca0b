import { execFileSync } from "node:child_process";
import test from "ava";
import fc from "fast-check";
import { type Orders, ordersText } from "../../kernel/vm/orders.js";
import { reportOf } from "../../kernel/vm/outcome.js";

const orders = (some: Partial<Orders>): string =>
	ordersText({ scenario: "a.sh", args: [], env: {}, limit: 1, shares: [], systemd: false, ...some });

/** What a shell that follows the orders starts: the arguments and the value of V, each ended by NUL. */
const obeyed = (text: string): string[] => {
	const script = `start() { environment; printf '%s\\0' "$@" "$V"; }\n${text}\norders`;
	return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
};

const TEXT = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));

test("a shell gets every argument and value as it was", (t) => {
	fc.assert(
		fc.property(fc.array(TEXT), TEXT, (args, value) => {
			t.deepEqual(obeyed(orders({ args, env: { V: value } })), ["/repo/a.sh", ...args, value]);
		}),
		{ numRuns: 60 },
	);
});

test("what no environment can hold is refused", (t) => {
	for (const name of ["", "A B", "A=B", "1A", "A\nB", "$(x)"]) t.throws(() => orders({ env: { [name]: "" } }));
	t.throws(() => orders({ args: ["a\0b"] }), { message: /NUL/ });
});

test("a report tells the exit code and the bytes of each port", (t) => {
	t.deepEqual(reportOf("exit 3 devns.results=12 devns.packets=0"), {
		exitCode: 3,
		sent: new Map([
			["devns.results", 12],
			["devns.packets", 0],
		]),
	});
	t.is(reportOf("ready"), undefined);
	t.is(reportOf("exit"), undefined);
});
