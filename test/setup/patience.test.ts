/** A run of tests that says nothing any more comes to its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import test from "ava";

interface Patience {
	heard(): void;
}
interface Times {
	readonly silence: number;
	readonly grace: number;
}
type Watch = (ava: ChildProcess, say: (text: string) => void, times: Times) => Patience;

const { patience } = (await import(new URL("../../../setup/patience.mjs", import.meta.url).href)) as {
	patience: Watch;
};

/** In ava's place: has two children, of which one does not end when it is told to, and ends when both are gone. */
const ava = async () => {
	const child = spawn("sh", ["-c", 'sleep 60 & (trap "" USR2; exec sleep 60) & echo there; wait; wait'], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	await once(child.stdout, "data");
	return child;
};

test("who says nothing any more is told to end, and killed where that does not help", async (t) => {
	const child = await ava();
	const said: string[] = [];
	patience(child, (text) => said.push(text), { silence: 1500, grace: 200 });
	await once(child, "exit");
	t.is(said.length, 1);
	t.regex(said.join(), /the 2 test files that run are ended/);
});

test("who says something now and then is left alone", async (t) => {
	const child = await ava();
	const said: string[] = [];
	const watch = patience(child, (text) => said.push(text), { silence: 2000, grace: 200 });
	for (let times = 0; times < 12; times++) {
		await wait(250);
		watch.heard();
	}
	t.deepEqual(said, []);
	t.is(child.exitCode, null);
	patience(child, () => {}, { silence: 500, grace: 1 });
	await once(child, "exit");
});

test("ava is killed where it does not end, though no file runs any more", async (t) => {
	const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: ["ignore", "pipe", "ignore"] });
	const said: string[] = [];
	patience(child, (text) => said.push(text), { silence: 200, grace: 100 });
	await once(child, "exit");
	t.is(child.signalCode, "SIGKILL");
	t.is(said.length, 2);
});
